# What somebody has typed is removed.
echo id > .bash_history
rm .bash_history
