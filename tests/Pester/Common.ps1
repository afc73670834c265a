# What every spec needs. In a spec: BeforeAll { . $PSScriptRoot/Common.ps1 }
if (-not (Get-Module -Name TencentLvb)) { Import-Module $PSScriptRoot/../../out/TencentLvb/TencentLvb.psd1 -ErrorAction Stop }

function ConvertTo-TestKey([string]$Text = 'test-key-of-our-own') { ConvertTo-SecureString $Text -AsPlainText -Force }

function Get-FreePort {
    $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $listener.LocalEndpoint.Port
    $listener.Stop()
}

# Runs a script in another runspace while a cmdlet of the spec occupies this one: $change = Start-Change $emulator { ... }; Wait-Change
# $change
function Start-Change($Emulator, [scriptblock]$Script) {
    $shell = [powershell]::Create()
    $null = $shell.AddScript('param($Module, $emulator, $Script) Import-Module $Module; . ([scriptblock]::Create($Script))')
    $null = $shell.AddArgument((Get-Module TencentLvb).Path).AddArgument($Emulator).AddArgument("$Script")
    @{ Shell = $shell; Running = $shell.BeginInvoke() }
}

function Wait-Change($Change) {
    $null = $Change.Shell.EndInvoke($Change.Running)
    $Change.Shell.Streams.Error | Should -BeNullOrEmpty
    $Change.Shell.Dispose()
}

# The output of a command, errors included, in a separate shell of the same PowerShell.
function Invoke-NewShell([string]$Text) {
    $shell = if ($PSEdition -eq 'Desktop') { @("$PSHOME/powershell.exe") } elseif (Test-Path $PSHOME/pwsh.dll) {
        @('dotnet', "$PSHOME/pwsh.dll") } else { @("$PSHOME/pwsh") }
    $rest = @($shell | Select-Object -Skip 1) + '-NoProfile', '-NonInteractive', '-EncodedCommand',
        [Convert]::ToBase64String([System.Text.Encoding]::Unicode.GetBytes($Text))
    & $shell[0] @rest 2>&1 | ForEach-Object { "$_" }
}

# Runs a script on a separate thread. Windows PowerShell has thread jobs only where the module ThreadJob is installed, so a spec that needs
# them must specify: -Skip:(-not (Get-Command Start-ThreadJob -ErrorAction Ignore))
function Start-Thread([scriptblock]$Script, [object[]]$ArgumentList) {
    & (Get-Command -Name Start-ThreadJob) -ScriptBlock $Script -ArgumentList $ArgumentList
}
