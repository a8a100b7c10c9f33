# What ./quickstart, ./strategy, ./chaos and ./benchmarks/run share: sourced by them, with $project set. Checks Java and
# Maven, builds when something changed, and runs a main class on the class path that the build wrote.

fail() { printf '%s\n' "$*" >&2; exit 1; }

# help_or_refuse COMMAND [ARGUMENT...]: prints COMMAND's usage for --help and ends; refuses an unknown option before a
# build. What a value may be, and what goes together, the program says. A test of the program compares the committed
# usage with its options.
help_or_refuse() {
  local usage="$project/build-tools/usage/$1.txt" argument kind
  shift
  for argument in "$@"; do
    if [ "$argument" = --help ] || [ "$argument" = -h ]; then cat "$usage"; exit 0; fi
  done
  while [ $# -gt 0 ]; do
    kind=$(option_kind "$1" "$usage")
    case $kind in
      flag) shift ;;
      valued) [ $# -gt 1 ] || refuse "$1 needs a value." "$usage"; shift 2 ;;
      *) refuse "Unknown option '$1'." "$usage" ;;
    esac
  done
}

# An option has a line of its own: '      --for 60s   what it does', or '      --keep   what it does'.
option_kind() {
  option=$1 awk '/^      --/ && $1 == ENVIRON["option"] {
      print($0 ~ /^ *--[a-z-]+ [^ ]/ ? "valued" : "flag"); exit
    }' "$2"
}

refuse() { printf '%s\n\n' "$1" >&2; cat "$2" >&2; exit 2; }

need_java_and_maven() {
  java_command=${JAVA_HOME:+$JAVA_HOME/bin/}java
  command -v "$java_command" >/dev/null ||
    fail "No Java found${JAVA_HOME:+ in JAVA_HOME ($JAVA_HOME)}: install a JDK 17 or newer, or set JAVA_HOME to one."
  local version major
  version=$("$java_command" -version 2>&1 | sed -n 's/.*version "\([^"]*\)".*/\1/p' | head -n 1) || true
  major=${version%%[!0-9]*}
  [ "${major:-0}" -ge 17 ] ||
    fail "Java ${version:-of an unknown version} ($java_command) is too old: install a JDK 17 or newer, or set JAVA_HOME to one."
  command -v "${java_command}c" >/dev/null || fail "This Java has no compiler: install a JDK (not a JRE) 17 or newer."
  command -v mvn >/dev/null || fail "No Maven found: install Maven 3.8 or newer so that 'mvn' is on the PATH."
}

# build_when_needed MODULE [OTHER...]: MODULE holds the main class; it and the others are built, with both plugins, their
# kit and the local stack; a plugin that is the main module is built with the kit alone. One build at a time, where the
# system has flock.
build_when_needed() {
  main_module=$1
  modules=(plugin-kit mqtt-source mysql-sink local-stack "$@")
  plugins=(mqtt-source mysql-sink)
  case $main_module in mqtt-source | mysql-sink) modules=(plugin-kit "$@") plugins=("$main_module") ;; esac
  build_log="$project/target/$main_module-build.log"
  built="$project/$main_module/target/class-path"
  up_to_date && return
  mkdir -p "$project/target"
  exec 9>"$project/target/build.lock"
  ! command -v flock >/dev/null || flock 9
  up_to_date || build
  exec 9>&-
}

# Built already, nothing changed since, and the libraries are still where the build found them: no build.
up_to_date() {
  local libraries plugin
  [ -f "$built" ] && IFS=: read -ra libraries < <(cat "$built"; echo) && ls "${libraries[@]}" >/dev/null 2>&1 &&
    for plugin in "${plugins[@]}"; do [ -d "$project/$plugin/target/plugin" ] || return; done &&
    [ -z "$(cd "$project" && find pom.xml build-tools "${modules[@]}" \( -name target -o -path '*/src/test' \) -prune -o \
      -newer "$built" -type f -print -quit)" ]
}

fetched() { awk '/^(\[INFO\] )?Downloaded from/ {
    n++; size = $0; sub(/.*\(/, "", size); split(size, part, " ")
    mb += part[2] == "MB" ? part[1] : part[2] == "kB" ? part[1] / 1000 : 0
  } END { printf "%d files, %.0f MB fetched", n, mb }' "$build_log"; }

build() {
  local begun="$project/target/$main_module-build-begun" list
  list=$(IFS=,; echo "${modules[*]}")
  touch "$begun"
  printf 'Building %s (the first time, Maven fetches what it needs) ...\n' "${modules[*]}" >&2
  (cd "$project" && exec mvn -B -pl "$list" package -Dmaven.test.skip \
    -Dspotless.check.skip -Dcheckstyle.skip) >"$build_log" 2>&1 9>&- &
  local build=$! started=$SECONDS shown=0
  trap 'kill "$build" 2>/dev/null || true' EXIT
  while kill -0 "$build" 2>/dev/null; do
    sleep 0.2
    if [ $((SECONDS - started - shown)) -ge 5 ]; then
      shown=$((SECONDS - started))
      printf '  %3d s  %s\n' "$shown" "$(fetched)" >&2
    fi
  done
  trap - EXIT
  if ! wait "$build"; then
    grep -E '^\[ERROR\]' "$build_log" | head -n 8 >&2
    if grep -qE 'UnknownHost|Could not transfer|Network is unreachable|Connection refused' "$build_log"; then
      fail "Maven could not fetch what the build needs: check the network (or the proxy in ~/.m2/settings.xml) and run it again."
    fi
    fail "The build failed; all of it is in ${build_log#"$project"/}."
  fi
  # Maven leaves this file alone when it would write the same
  touch -r "$begun" "$built"
  printf '  built in %d s, %s\n' $((SECONDS - started)) "$(fetched)" >&2
}

# Java reads its arguments and the names of files in the locale's characters, and C and POSIX have ASCII alone. Where the
# system cannot say what a locale has, C.UTF-8 is one.
speak_utf8() {
  local name
  case $(locale charmap 2>/dev/null || true) in
    ANSI_X3.4-1968 | US-ASCII | 646)
      for name in C.UTF-8 en_US.UTF-8; do
        [ "$(LC_ALL=$name locale charmap 2>/dev/null || true)" != UTF-8 ] || { export LC_ALL=$name; return; }
      done ;;
    '') export LC_ALL=C.UTF-8 ;;
  esac
}

# run_main CLASS [ARGUMENT...]: replaces this shell. java_options may hold further options of the JVM.
run_main() {
  local screen=plain
  speak_utf8
  [ ! -t 1 ] || [ "${TERM:-dumb}" = dumb ] || screen=terminal
  exec "$java_command" "${java_options[@]}" -Dorg.slf4j.simpleLogger.defaultLogLevel=error -Dscreen=$screen \
    -cp "$project/$main_module/target/classes:$(cat "$built")" "$@"
}
