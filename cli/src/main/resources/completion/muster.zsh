#compdef muster
# zsh completion for muster; made by "muster completion zsh".
_muster() {
  local -a found
  found=("${(@f)$(MUSTER_NO_BUILD=1 ${words[1]} __complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if (( ${found[(I):files]} )); then
    found=(${found:#:files})
    _files
  fi
  compadd -a found
}
compdef _muster muster
