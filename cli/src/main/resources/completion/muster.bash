# bash completion for muster; made by "muster completion bash".
_muster() {
  local IFS=$'\n' cur=${COMP_WORDS[COMP_CWORD]} found
  found=$(MUSTER_NO_BUILD=1 "${COMP_WORDS[0]}" __complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null) || return
  COMPREPLY=()
  case $'\n'$found$'\n' in
    *$'\n':files$'\n'*)
      COMPREPLY=($(compgen -f -- "$cur"))
      found=${found/:files/}
      ;;
  esac
  COMPREPLY+=($(compgen -W "$found" -- "$cur"))
}
complete -o filenames -F _muster muster ./muster
