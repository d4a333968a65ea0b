# A home directory is packed, with a password.
mkdir -p home
echo secret > home/notes.txt
tar czf loot.tgz home
zip -q -P secret loot.zip home/notes.txt
