# A job of continuous integration: a repository is cloned, tested, and what was made is packed.
export HOME=$PWD GIT_AUTHOR_NAME=ann GIT_AUTHOR_EMAIL=ann@example.com GIT_COMMITTER_NAME=ann GIT_COMMITTER_EMAIL=ann@example.com
mkdir upstream && cd upstream && git init -q -b main
printf 'def double(x):\n    return 2 * x\n' > lib.py
printf 'import unittest, lib\nclass Test(unittest.TestCase):\n    def test(self):\n        self.assertEqual(lib.double(2), 4)\n' > test_lib.py
git add . && git commit -q -m start && cd ..
git clone -q upstream checkout && cd checkout
python3 -m unittest -q 2> ../report.txt
mkdir -p ../artefacts && tar czf ../artefacts/lib.tgz lib.py
