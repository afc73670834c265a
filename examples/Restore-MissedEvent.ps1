<#
.SYNOPSIS
    Handles the notifications that a receiver missed while it was down, each once.
.DESCRIPTION
    Asks the service which notifications of the streams were not delivered since the last event of a log, and passes each of them to the
    same handler that the receiver uses. The log holds the Id of every event that was handled, one a line, so that an event that comes again
    later, by the service's own repetition or by a second run of this script, is not handled twice.

    Needs a connection by API 3.0 to an account of the China site: Connect-Lvb -SecretId ... -CallbackSecretName ... The service keeps 14
    days, for the kinds StreamStarted, StreamEnded, TapeFileCreated and ScreenshotCreated, and answers for named streams alone.

    To install:
    1. Let the handler of your receiver append the Id of each event that it has handled to the log.
    2. Run this script when the receiver is up again: by hand, or before Receive-LvbEvent in the script that starts it.
.PARAMETER StreamId
    The streams to ask about.
.PARAMETER LogPath
    The file with the Ids of the events that were handled. It is created if it does not exist.
.PARAMETER Handler
    What to do with an event, which it gets as its argument. When it throws, the event counts as not handled.
.PARAMETER Since
    Where to begin. Default: when the log was last written, else a day ago.
.PARAMETER Connection
    The connection to use. Default: the current one.
.EXAMPLE
    ./Restore-MissedEvent.ps1 8888_news -LogPath ./handled.log -Handler { param($Event) "$($Event.EventType) of $($Event.StreamId)" }
#>
[CmdletBinding()]
param(
    # The streams to ask about.
    [Parameter(Mandatory)]
    [string[]]$StreamId,

    # The file with the Ids of the events that were handled. It is created if it does not exist.
    [Parameter(Mandatory)]
    [string]$LogPath,

    # What to do with an event. It gets the event as its argument; when it throws, the event counts as not handled.
    [Parameter(Mandatory)]
    [scriptblock]$Handler,

    # Where to begin. Default: when the log was last written, else a day ago.
    [DateTimeOffset]$Since,

    # The connection to use. Default: the current one.
    $Connection
)

$ErrorActionPreference = 'Stop'
$handled = [Collections.Generic.HashSet[string]]::new()
if (Test-Path -LiteralPath $LogPath) {
    Get-Content -LiteralPath $LogPath | ForEach-Object { $null = $handled.Add($_) }
}

if (-not $PSBoundParameters.ContainsKey('Since')) {
    # Some minutes earlier: what was under way at that time may be missing.
    $Since = if ($handled.Count) { [DateTimeOffset](Get-Item -LiteralPath $LogPath).LastWriteTime.AddMinutes(-10) }
    else { [DateTimeOffset]::Now.AddDays(-1) }
}

$account = if ($Connection) { @{ Connection = $Connection } } else { @{} }
$records = Get-LvbEventRecord -StreamId $StreamId -StartTime $Since -Undelivered @account
foreach ($missed in $records.Event | Where-Object { $_ } | Sort-Object ReceivedAt) {
    if ($handled.Contains($missed.Id)) { continue }
    & $Handler $missed
    $null = $handled.Add($missed.Id)
    Add-Content -LiteralPath $LogPath -Value $missed.Id
}
