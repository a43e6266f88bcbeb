"""Every change of accounts, one module per subject."""

from vinhdanh.platform.accounts.services.first_start import first_start_token

__all__ = ["first_start_token"]
