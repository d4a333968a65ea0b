# A new file is given the age of an old one.
echo x > tool
touch -r /usr/bin/true tool
