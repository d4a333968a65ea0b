# The program is named that the kernel would start for an empty control group; here it is an ordinary file.
mkdir -p cgroup
echo /cmd > cgroup/release_agent
