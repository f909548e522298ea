export PGDATABASE=shop; U="postgresql://$PGUSER:$PGPASSWORD@$PGHOST:$PGPORT/shop"; S=/tmp/dev/q7/scribe; Q="$S analyze-queries"; cd /tmp/dev/q7/o; export SCRIBE_CATALOG=$PWD/ev.db; rm -f ev.db; psql -d postgres -qc 'create database shop'; psql -qc 'create extension pg_stat_statements' -c 'create table t(a int,b int,c int,d int)'; $S scan -q $U
D=$(psql -Atc 'show data_directory'); psql -qc 'alter system set pg_stat_statements.max=100';  P=$(dirname $(readlink -f /proc/$(head -1 $D/postmaster.pid)/exe)); echo $P; restart() { setpriv --reuid=postgres --regid=postgres --clear-groups env HOME=/tmp $P/pg_ctl restart -D $D -w -m fast -o "-p $PGPORT" >/dev/null 2>&1; }; restart; psql -Atc 'show pg_stat_statements.max'
hot() { for i in $(seq $1); do echo "select count(*) from t where a=1;"; done | psql -q >/dev/null; }
churn() { for i in $(seq 400); do echo "select a+$(seq -s+a+ 1 $((i%60+1))), b, $(seq -s,c+ 1 $((i/60+1))) from t where b=$i;"; done | psql -q >/dev/null 2>&1; }
hot 20; $Q collect $U; churn; psql -Atc "select calls from pg_stat_statements where query like 'select count(*) from t where a%'"; hot 50; psql -Atc "select calls from pg_stat_statements where query like 'select count(*) from t where a%'"; $Q collect; $Q report | head -4
restart; hot 60; $Q collect;  $Q report | head -3; $Q history --snapshots -q
# connection lost while watching
(timeout 20 $Q collect --watch 1s --for 8s 2>&1 | grep -vE '^ +[0-9.]+ %|SHARE' ) & sleep 3; restart; wait; echo watch rc
