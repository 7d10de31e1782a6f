# Completion of tntc in bash 3.2 and later: source <(tntc completion bash)
_tntc() {
  local tntc=${1/#\~/$HOME} found="" word
  COMPREPLY=()
  while IFS=$'\t' read -r word _; do
    case $word in
      :folders | :files) found=$word ;;
      *) COMPREPLY+=("$word") ;;
    esac
  done < <("$tntc" __complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  [[ $found ]] || return 0
  compopt -o filenames 2>/dev/null
  local kind=-f
  [[ $found == :folders ]] && kind=-d
  while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen "$kind" -- "${COMP_WORDS[COMP_CWORD]#=}")
}
complete -F _tntc tntc
