# Records of logins are removed.
mkdir -p log && touch log/wtmp log/auth.log
rm log/wtmp log/auth.log
