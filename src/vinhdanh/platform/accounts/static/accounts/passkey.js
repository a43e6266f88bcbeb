// Says on the page when a key could not be used; the library only writes to the console.
document.addEventListener("allauth.error", (event) => {
  const words = document.getElementById("passkey_error");
  if (!words) return;
  event.preventDefault();
  words.hidden = false;
  words.className = "notice";
  words.dataset.state = "error";
});
