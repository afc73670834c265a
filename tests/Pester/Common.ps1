# What every spec needs. In a spec: BeforeAll { . $PSScriptRoot/Common.ps1 }
if (-not (Get-Module -Name TencentLvb)) { Import-Module $PSScriptRoot/../../out/TencentLvb/TencentLvb.psd1 -ErrorAction Stop }

function ConvertTo-TestKey([string]$Text = 'test-key-of-our-own') { ConvertTo-SecureString $Text -AsPlainText -Force }

function Get-FreePort {
    $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $listener.LocalEndpoint.Port
    $listener.Stop()
}

# What a text prints, in a shell of its own of the same PowerShell, errors included.
function Invoke-NewShell([string]$Text) {
    $shell = if ($PSEdition -eq 'Desktop') { @("$PSHOME/powershell.exe") } elseif (Test-Path $PSHOME/pwsh.dll) { @('dotnet', "$PSHOME/pwsh.dll") } else { @("$PSHOME/pwsh") }
    $rest = @($shell | Select-Object -Skip 1) + '-NoProfile', '-NonInteractive', '-EncodedCommand', [Convert]::ToBase64String([System.Text.Encoding]::Unicode.GetBytes($Text))
    & $shell[0] @rest 2>&1 | ForEach-Object { "$_" }
}
