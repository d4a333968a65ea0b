# A script is fetched from a server of files, made executable and run, and it looks around.
printf '#!/bin/sh\nid\nuname -a\n' > payload.sh
python3 -m http.server 18765 --bind 127.0.0.1 > /dev/null 2>&1 &
server=$!
sleep 1
curl -s -o download.sh http://127.0.0.1:18765/payload.sh
chmod 755 download.sh
./download.sh > /dev/null
kill $server
