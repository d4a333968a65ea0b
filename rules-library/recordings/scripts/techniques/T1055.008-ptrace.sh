# A process takes over another one.
cat > attach.py <<'PY'
import ctypes, subprocess
victim = subprocess.Popen(['sleep', '2'])
ctypes.CDLL(None).ptrace(16, victim.pid, 0, 0)
victim.kill()
PY
python3 attach.py
