<#
.SYNOPSIS
    Watches streams, and sends an alert when a stream drops or recovers.

.DESCRIPTION
    Each change is emitted once, and posted to -AlertUri as JSON that chat and paging services accept as an incoming webhook. A stream that
    is not live at the start also counts as a change. An alert that cannot be delivered is sent up to three times, and then causes a
    warning.

    Exit codes: 0 the time in -For has passed; 2 the account cannot be used.

    To install:
      1. Install TencentLvb as described in README.md, and install a vault for the key:
         Install-Module Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore -Scope CurrentUser
      2. Store the key once:  Set-Secret -Name LvbKey -Secret (Read-Host -AsSecureString)
         For unattended use, turn off the password prompt:  Set-SecretStoreConfiguration -Authentication None -Interaction None
      3. Save the account as a profile:  Set-LvbProfile -Name production -AppId <your APPID> -SecretName LvbKey -Default
         On API 3.0:  Set-LvbProfile -Name production -SecretId <your SecretId> -SecretName LvbKey -Default
      4. Test it:  .\Watch-Stream.ps1 -StreamId 8888_news -For 10m
      5. Run it permanently: as a Windows task at startup (Register-LvbTask.ps1 -AtStartup), or as a systemd service with Restart=always and
         ExecStart=/usr/bin/pwsh -NoProfile -NonInteractive -File /opt/lvb/Watch-Stream.ps1 -StreamId 8888_news -AlertUri <hook>
         Add SuccessExitStatus=143, the exit code of pwsh after SIGTERM. Specify the real pwsh, not the one of a dotnet tool, which only
         starts it.

.PARAMETER StreamId
    The streams to watch.
.PARAMETER AlertUri
    The address to which alerts are posted. Default: none; alerts are only emitted.
.PARAMETER Interval
    The interval between two checks, for example 20s. The service updates its figures every 5 s.
.PARAMETER For
    The time after which the script ends, for example 8h. Default: until stopped.
.PARAMETER ProfileName
    The profile of the account. Default: the current connection, or else $env:LVB_PROFILE or the default profile.
.EXAMPLE
    .\Watch-Stream.ps1 -StreamId 8888_news, 8888_sports -AlertUri https://chat.example.com/hook
#>
#Requires -Version 5.1
#Requires -Modules TencentLvb

[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)] [string[]]$StreamId,
    [uri]$AlertUri,
    [string]$Interval = '20s',
    [string]$For,
    [string]$ProfileName
)

# pwsh -File passes a list as one string.
$StreamId = @($StreamId -split '\s*,\s*')

function Send-Alert([object]$Alert, [uri]$To) {
    for ($try = 1; $To -and $try -le 3; $try++) {
        try {
            $body = '{{"text":"Stream {0}: {1}"}}' -f ($Alert.StreamId -replace '[\\"]', '\$0'), $Alert.Change
            $null = Invoke-RestMethod -Uri $To -Method Post -ContentType 'application/json' -Body $body -TimeoutSec 10 -ErrorAction Stop
            break
        }
        catch {
            if ($try -eq 3) { Write-Warning "The alert '$($Alert.StreamId) $($Alert.Change)' was not delivered: $_" }
            else { Start-Sleep -Seconds 2 }
        }
    }
    $Alert
}

try {
    if ($ProfileName) { Connect-Lvb -ProfileName $ProfileName -ErrorAction Stop }
    $live = @(Get-LvbLiveStat -StreamId $StreamId -ErrorAction Stop).StreamId
}
catch {
    Write-Warning "The account cannot be used: $_"
    exit 2
}

foreach ($id in $StreamId | Where-Object { $_ -notin $live }) {
    Send-Alert ([pscustomobject]@{ Time = [DateTimeOffset]::Now; StreamId = $id; Change = 'Not live' }) -To $AlertUri
}

$watch = @{ StreamId = $StreamId; Interval = $Interval; Change = $true }
if ($For) { $watch.Duration = $For }
Watch-LvbLiveStat @watch | ForEach-Object { Send-Alert $_ -To $AlertUri }
exit 0
