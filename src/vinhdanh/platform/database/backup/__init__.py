"""Backup and restore: one encrypted file that holds everything, from and to either database."""
