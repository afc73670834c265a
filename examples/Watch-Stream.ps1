<#
.SYNOPSIS
    Watches streams, and alerts when one drops and when it is back.

.DESCRIPTION
    A stream has dropped when it had no input three times in a row (as the service advises), or was banned. Each drop and each return is emitted
    once, and posted as JSON to -AlertUri: what chat and paging services take as an incoming webhook. An alert that cannot be delivered is a
    warning, and is tried again in the next round.

    Exit codes: 0 the time is up (-ForMinutes); 2 the account cannot be used.

    To install:
      1. Install-Module TencentLvb, Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore -Scope CurrentUser
      2. Store the key once:  Set-Secret -Name LvbKey -Secret (Read-Host -AsSecureString)
         For unattended use let the store ask for no password:  Set-SecretStoreConfiguration -Authentication None -Interaction None
      3. Name the account once:  Set-LvbProfile -Name production -AppId <your APPID> -SecretName LvbKey -Default
      4. Try it:  .\Watch-Stream.ps1 -StreamId 8888_news -ForMinutes 10
      5. Let it run for ever: a Windows task at start-up (Register-LvbTask.ps1 -AtStartup), or a service of systemd with Restart=always and
         ExecStart=/usr/bin/pwsh -NoProfile -NonInteractive -File /opt/lvb/Watch-Stream.ps1 -StreamId 8888_news -AlertUri https://chat.example.com/hook

.PARAMETER StreamId
    The streams to watch.
.PARAMETER AlertUri
    Where to post alerts. Default: nowhere; they are emitted only.
.PARAMETER PollSeconds
    The pause between two looks at a stream. Default: 20, so that a drop is told after about a minute.
.PARAMETER RoundSeconds
    After how long without a drop a stream counts as back. Default: 120; more than three pauses.
.PARAMETER ForMinutes
    How long to watch. Default: until stopped.
.PARAMETER ProfileName
    The profile of the account. Default: what is connected, else $env:LVB_PROFILE or the default profile.
.EXAMPLE
    .\Watch-Stream.ps1 -StreamId 8888_news, 8888_sports -AlertUri https://chat.example.com/hook
#>
#Requires -Version 5.1
#Requires -Modules TencentLvb

[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)] [string[]]$StreamId,
    [uri]$AlertUri,
    [ValidateRange(0.05, 3600)] [double]$PollSeconds = 20,
    [ValidateRange(0.2, 36000)] [double]$RoundSeconds = 120,
    [double]$ForMinutes = [double]::PositiveInfinity,
    [string]$ProfileName
)

$ErrorActionPreference = 'Stop'

# What was told last of each stream: up until it drops.
$told = @{}
foreach ($id in $StreamId) { $told[$id] = 'Up' }

function Send-Alert([string]$Id, [string]$News, [string]$State, [uri]$To) {
    if ($told[$Id] -eq $News) { return }
    $alert = [pscustomobject]@{ Time = [DateTimeOffset]::Now; StreamId = $Id; News = $News; State = $State }
    try {
        if ($To) {
            $body = '{{"text":"Stream {0}: {1} ({2})"}}' -f ($Id -replace '[\\"]', '\$0'), $News, $State
            $null = Invoke-RestMethod -Uri $To -Method Post -ContentType 'application/json' -Body $body -TimeoutSec 10
        }
        $told[$Id] = $News
        $alert
    }
    catch {
        Write-Warning "The alert '$Id $News' was not delivered: $_"
    }
}

$clock = [System.Diagnostics.Stopwatch]::StartNew()
try {
    if ($ProfileName) { Connect-Lvb -ProfileName $ProfileName }
    $wait = @{
        Status       = 'NoInput', 'Disabled'
        PollInterval = [timespan]::FromSeconds($PollSeconds)
        Timeout      = [timespan]::FromSeconds($RoundSeconds)
    }
    while ($clock.Elapsed.TotalMinutes -lt $ForMinutes) {
        $begun = $clock.Elapsed
        # Tells of a drop as soon as it is there; a stream that stays up the whole round ends with LvbTimeout.
        Wait-LvbChannel -StreamId $StreamId @wait -ErrorAction SilentlyContinue -ErrorVariable others |
            ForEach-Object { Send-Alert -Id $_.StreamId -News 'Down' -State $_.Status -To $AlertUri }
        foreach ($other in $others) {
            if ($other.FullyQualifiedErrorId -like 'LvbTimeout,*' -and -not $other.Exception.InnerException) {
                Send-Alert -Id $other.TargetObject -News 'Up' -State 'Live' -To $AlertUri
            }
            elseif ($other.FullyQualifiedErrorId -like 'LvbApi.20601,*') {
                Send-Alert -Id $other.TargetObject -News 'Down' -State 'never pushed' -To $AlertUri
            }
            else {
                Write-Warning "$($other.TargetObject): $other"
            }
        }

        # A banned stream is told at once: do not ask faster for that.
        $pause = $PollSeconds - ($clock.Elapsed - $begun).TotalSeconds
        if ($pause -gt 0) { Start-Sleep -Milliseconds ([int](1000 * $pause)) }
    }
}
catch {
    Write-Warning "The account cannot be used: $_"
    exit 2
}
exit 0
