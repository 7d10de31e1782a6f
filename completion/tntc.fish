# Completion of tntc in fish: tntc completion fish | source
function __tntc_complete
    set -l line (commandline -opc)
    set -l found ($line[1] __complete $line[2..-1] (commandline -ct) 2>/dev/null)
    switch "$found[1]"
        case :folders
            __fish_complete_directories (commandline -ct)
        case :files
            __fish_complete_path (commandline -ct)
        case '*'
            string collect -- $found | string split \n
    end
end
complete --command tntc --no-files --keep-order --arguments '(__tntc_complete)'
