# A module is offered to the kernel from a place of anybody. It is none, and the kernel refuses it.
echo none > none.ko
cat > load.py <<'PY'
import ctypes, os
ctypes.CDLL(None).syscall(313, os.open('none.ko', os.O_RDONLY), b'', 0)
PY
python3 load.py
