# What a session of tools/Shell starts with: the staged module, found before any other copy of it, and the line editor of the prompt,
# which PowerShell leaves out when it starts with a configuration file.
$env:PSModulePath = (Resolve-Path "$PSScriptRoot/../../out").Path + [System.IO.Path]::PathSeparator + $env:PSModulePath
Import-Module TencentLvb, PSReadLine
