# A web server starts, serves a few pages and stops.
mkdir -p www logs
echo hello > www/index.html
cat > nginx.conf <<CONF
daemon off; pid $PWD/nginx.pid; error_log $PWD/logs/error.log;
events {}
http { access_log $PWD/logs/access.log; client_body_temp_path $PWD/t1; proxy_temp_path $PWD/t2; fastcgi_temp_path $PWD/t3; uwsgi_temp_path $PWD/t4; scgi_temp_path $PWD/t5;
  server { listen 127.0.0.1:18080; root $PWD/www; } }
CONF
nginx -c "$PWD/nginx.conf" &
sleep 1
for page in index.html missing.html index.html; do curl -s -o /dev/null "http://127.0.0.1:18080/$page"; done
kill -QUIT "$(cat nginx.pid)"
wait
