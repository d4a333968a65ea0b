# A kubelet is asked for its pods. Nobody listens.
curl -s --max-time 2 http://127.0.0.1:10255/pods || true
