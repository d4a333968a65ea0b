# What calls itself a miner is started, with the address of a pool.
cp /usr/bin/true xmrig
./xmrig -o stratum+tcp://127.0.0.1:3333
