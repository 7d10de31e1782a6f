#compdef tntc
# Completion of tntc in zsh: source <(tntc completion zsh), or this text as _tntc in a folder of $fpath.
_tntc() {
  local -a found=("${(@f)$("${words[1]/#\~/$HOME}" __complete "${(@)words[2,CURRENT]}" 2>/dev/null)}")
  case ${found[1]} in
    "") return 1 ;;
    :folders) _files -/ ;;
    :files) _files ;;
    *)
      found=("${(@)found//:/\\:}")
      found=("${(@)found/$'\t'/:}")
      _describe -V tntc found
      ;;
  esac
}
if [[ ${funcstack[1]} == _tntc ]]; then
  _tntc "$@"
elif (( $+functions[compdef] )); then
  compdef _tntc tntc
fi
