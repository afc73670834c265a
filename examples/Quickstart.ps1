<#
    Demonstrates the main tasks on a local emulator. No account, key or network is required.

    With only the .NET SDK:     dotnet run --project tools/Shell -- examples/Quickstart.ps1
    In pwsh or powershell:      ./examples/Quickstart.ps1

    The same with API 3.0:      dotnet run --project tools/Shell -- examples/Quickstart.ps1 -Api V3

    With a real account, only the first step differs:
        Connect-Lvb -AppId 1234 -SecretName LvbKey               (API 2.0)
        Connect-Lvb -SecretId AKID... -SecretName LvbSecretKey   (API 3.0)

    Out-Host shows each result in a separate table, because this is a script. You do not need it in an interactive session.
#>
[CmdletBinding()]
param(
    # The service to use: V2 is API 2.0, V3 is API 3.0.
    [ValidateSet('V2', 'V3')] [string]$Api = 'V2'
)

$ErrorActionPreference = 'Stop'
if (-not (Get-Command Start-LvbEmulator -ErrorAction Ignore)) {
    $built = "$PSScriptRoot/../out/TencentLvb/TencentLvb.psd1"
    if ([System.IO.File]::Exists($built)) { Import-Module $built } else { Import-Module TencentLvb }
}

'--- An emulated account, and a connection to it'
$emulator = Start-LvbEmulator -SampleData
$emulator | Connect-Lvb -Api $Api -PassThru | Out-Host

try {
    '--- Who is live?'
    Get-LvbLiveStat | Out-Host

    '--- One stream: its state, and its viewers in the last few minutes'
    Get-LvbChannelStatus 8888_news | Out-Host
    $now = [DateTimeOffset]::Now
    # API 3.0 figures are a few minutes old.
    $minutes = if ($Api -eq 'V2') { 4 } else { 8 }
    Get-LvbLivePlayStatHistory 8888_news -StartTime $now.AddMinutes(-$minutes) -EndTime $now | Out-Host

    '--- Record it for two seconds'
    $task = Start-LvbTape 8888_news -RealTime -Duration 5m -FileFormat mp4
    $task | Out-Host
    [System.Threading.Thread]::Sleep(2000)
    $task | Stop-LvbTape

    '--- Its files from the last day, newest first'
    Get-LvbTapeFile 8888_news -StartTime $now.AddDays(-1) -Descending | Out-Host

    if ($Api -eq 'V2') {
        '--- Screenshots: reading removes them from the queue'
        Get-LvbScreenshot | Out-Host
    }
    else {
        '--- Screenshots: API 3.0 has no queue, and posts each one to a receiver'
        Set-LvbCallback http://localhost:8080/ -EventType ScreenshotCreated -WarningAction SilentlyContinue | Out-Host
    }

    '--- Ban a stream, and enable it again'
    Set-LvbChannelStatus 8888_sports -Status Disabled
    Get-LvbChannelStatus 8888_sports | Out-Host
    Set-LvbChannelStatus 8888_sports -Status Enabled
    Set-LvbEmulatorStream 8888_sports -State Live    # what its encoder does when it reconnects
    Get-LvbChannelStatus 8888_sports | Out-Host

    '--- Suspend another stream for an hour'
    Suspend-LvbChannel 8888_concert -Duration 1h -PassThru | Out-Host
    Resume-LvbChannel 8888_concert -PassThru | Out-Host

    '--- Mix two streams into a new one'
    $mix = @(
        New-LvbMixInput 8888_news -Layer 1
        New-LvbMixInput 8888_studio -Layer 2 -Width 320 -Height 180 -X 20 -Y 20
    ) | Start-LvbStreamMix -SessionId quickstart -OutputStreamId 8888_quickstart -NewStream
    $mix | Out-Host
    Get-LvbChannelStatus 8888_quickstart | Out-Host
    $mix | Stop-LvbStreamMix

    '--- What an error looks like, and what it recommends'
    try {
        # Only API 2.0 reports an error for a stream that was never pushed. Both services stop a mix only once.
        if ($Api -eq 'V2') { Get-LvbChannelStatus 8888_never_pushed } else { $mix | Stop-LvbStreamMix }
    }
    catch {
        $_.FullyQualifiedErrorId
        $_.Exception.Message
        $_.ErrorDetails.RecommendedAction
    }
}
finally {
    Disconnect-Lvb
    $emulator | Stop-LvbEmulator
}

'--- Done: the emulator is stopped, and its port is free.'
