# A file is sent away with curl. Nobody listens.
echo loot > loot.txt
curl -s --max-time 2 -T loot.txt http://127.0.0.1:9/ || true
