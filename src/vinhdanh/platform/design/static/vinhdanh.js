// What pages do a little better with scripts; nothing needs them.

// A day typed by hand says its weekday at once, as the server says it after sending.
function day(text) {
  const parts = text.trim().split(/[\s./-]+/);
  if (parts.length !== 3 || parts.some((part) => !/^\d+$/.test(part))) return null;
  const [d, m, y] = (parts[0].length === 4 ? parts.reverse() : parts).map(Number);
  const found = new Date(y, m - 1, d);
  return y >= 1900 && y <= 2200 && found.getMonth() === m - 1 && found.getDate() === d ? found : null;
}

document.addEventListener("input", (event) => {
  const box = event.target;
  const said = box.hasAttribute("data-day") && document.getElementById(`${box.id}_said`);
  if (!said) return;
  const found = day(box.value);
  const weekday = found && new Intl.DateTimeFormat(document.documentElement.lang, { weekday: "long" }).format(found);
  said.textContent = weekday ? weekday.replace("Thứ", "thứ") : "";
});

// The key "/" opens the search of the head, but never while something is typed; who does not want it turns it off (/giao-dien/).
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || document.documentElement.dataset.keys === "off") return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const box = document.getElementById("tim-nhanh");
  if (!box || !box.offsetParent) return;
  event.preventDefault();
  box.focus();
});

// A sheet that was opened by its address (#dong-song, #cac-muc, #phan-cua-dot) closes with Escape.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && ["#dong-song", "#cac-muc", "#phan-cua-dot"].includes(location.hash)) location.hash = "#noi-dung";
});
