# The start of a session of tools/Shell: the staged module, found before any other copy, and the line editor of the prompt, which PowerShell
# omits when it starts with a configuration file.
$env:PSModulePath = (Resolve-Path "$PSScriptRoot/../../out").Path + [System.IO.Path]::PathSeparator + $env:PSModulePath
Import-Module TencentLvb, PSReadLine
