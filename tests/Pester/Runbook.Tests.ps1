# A runbook that was written for API 2.0, and uses nothing that docs/migration.md lists under "What differs", runs on API 3.0 with only its
# connection changed: either the command that connects, or the profile without any change of the script.

BeforeDiscovery { . $PSScriptRoot/Services.ps1 }

BeforeAll {
    . $PSScriptRoot/Api3Account.ps1

    $runbook = @'
param([string]$Folder)
$ErrorActionPreference = 'Stop'
#CONNECT#
if (-not (Test-LvbConnection)) { throw 'The account cannot be used.' }

'live'
Get-LvbLiveChannel | Sort-Object StreamId | ForEach-Object StreamId
Get-LvbLiveStat | Sort-Object StreamId | ForEach-Object {
    "$($_.StreamId) $($_.Online -gt 0) $($_.BandwidthMbps -gt 0) $($_.BitrateBps -gt 100000) $($_.Fps -gt 20) $($_.ClientIP)"
}
$sum = Get-LvbLiveStat -Summary
"$($sum.StreamCount) $($sum.TotalOnline -gt 0)"
(Get-LvbLivePlayStat 8888_news).Online -gt 0
(Get-LvbLivePushStat 8888_news).BitrateBps -gt 0
@(Get-LvbLiveStat 8888_weather).Count

'the past'
$end = [DateTimeOffset]::Now.AddMinutes(-20)
$points = Get-LvbLivePlayStatHistory 8888_news -StartTime $end.AddHours(-5) -EndTime $end
"$($points[0].StreamId) $($points.Count -ge 299) $(@($points.Time | Sort-Object -Unique).Count -eq $points.Count)"
$whole = Get-LvbLivePlayStatHistory 8888_news -StartTime $end.AddHours(-5) -EndTime $end -Summary
$whole.PeakOnline -eq ($points | Measure-Object Online -Maximum).Maximum
[math]::Abs($whole.TotalTrafficMB - ($points | Measure-Object TrafficMB -Sum).Sum) -lt 1
@(Get-LvbLivePlayStatHistory 8888_news -Last 3h -EndTime $end -Interval 1h).Count -ge 3
@(Get-LvbLivePushStatHistory 8888_news -StartTime $end.AddMinutes(-30) -EndTime $end).Count -gt 300

'mixes'
$mix = New-LvbMixInput 8888_news -Layer 1 | ForEach-Object { $_; New-LvbMixInput 8888_concert -Layer 2 -Width 320 -Height 180 } |
    Start-LvbStreamMix -SessionId runbook -OutputStreamId 8888_mixed -NewStream
"$($mix.SessionId) $($mix.OutputStreamId) $($mix.InputStreamId)"
(Get-LvbChannelStatus 8888_mixed).Status
$mix | Stop-LvbStreamMix

'bans'
'8888_news', '8888_weather', '8888_studio' | Get-LvbChannelStatus | ForEach-Object { "$($_.StreamId) $($_.Status)" }
Set-LvbChannelStatus 8888_sports -Status Disabled -PassThru | ForEach-Object { "$($_.StreamId) $($_.Status)" }
(Get-LvbChannelStatus 8888_sports).Status
Set-LvbChannelStatus 8888_sports -Status Enabled
(Wait-LvbChannel 8888_sports -Status NoInput -Timeout 30s -PollInterval 50ms).Status
Suspend-LvbChannel 8888_concert -Duration 2h -PassThru | ForEach-Object { "$($_.StreamId) $($_.Suspended)" }
Resume-LvbChannel 8888_concert -PassThru | ForEach-Object { "$($_.StreamId) $($_.Suspended)" }
Set-LvbChannelStatus 8888_studio -Status Disconnected
(Set-LvbChannelDelay 8888_news -Delay 30s -PassThru).Delay.TotalSeconds
try { Suspend-LvbChannel 8888_concert -Duration 91d } catch { $_.FullyQualifiedErrorId }
Suspend-LvbChannel 8888_news -Duration 1h -WhatIf

'recordings'
$task = Start-LvbTape 8888_news -RealTime -Duration 5m -FileFormat mp4
"$($task.StreamId) $($task.RealTime) $(($task.EndTime - $task.StartTime).TotalMinutes)"
Start-Sleep -Milliseconds 1200
$task | Stop-LvbTape
$file = $task | Wait-LvbTapeFile -Timeout 60s -PollInterval 100ms
"$($file.StreamId) $($file.FileFormat) $($file.Duration.TotalSeconds -gt 0)"
($file | Save-LvbTapeFile -Path $Folder -PassThru).Length -eq $file.FileSize
$files = @(Get-LvbTapeFile 8888_news -Last 2d)
"$($files.Count -gt 3) $($files[0].StartTime -le $files[-1].StartTime) $(@($files.FileId | Sort-Object -Unique).Count -eq $files.Count)"
@(Get-LvbTapeFile 8888_news -Last 2d -First 2 -Descending).FileId[0] -eq $files[-1].FileId

'addresses and errors'
New-LvbPlayUrl 8888_news -PlayDomain play.example.com -Protocol Hls | ForEach-Object Url
'8888_news', '', 'two words ' | Get-LvbChannelStatus -ErrorAction SilentlyContinue -ErrorVariable failed | ForEach-Object StreamId
$failed.FullyQualifiedErrorId
Disconnect-Lvb
'@

    # A new sample account for each run: changes of one run would affect the next.
    function Invoke-Runbook([string]$Connect) {
        $sample = Start-LvbEmulator -SampleData -AppId 4321 -Key (ConvertTo-TestKey $rightKey) -SecretId AKIDmine -SecretKey $secretKey
        $where = @{ V2 = $sample.Uri; V3 = [uri]::new($sample.Uri, '/') }
        $text = $runbook.Replace('#CONNECT#', $Connect)
        $path = Join-Path $TestDrive "$(New-Guid).ps1"
        Set-Content -LiteralPath $path -Value $text
        try {
            $null = Set-LvbProfile on2 -AppId 4321 -SecretName LvbKey -Endpoint $where.V2 -StatEndpoint $where.V2
            $null = Set-LvbProfile on3 -SecretId AKIDmine -SecretName LvbSecretKey -Endpoint $where.V3
            @(& $path -Folder (Join-Path $TestDrive (New-Guid))) | ForEach-Object { "$_" }
            @(Get-LvbEmulatorRequest -Emulator $sample).Interface | Sort-Object -Unique | ForEach-Object { $script:asked.Add($_) }
        }
        finally { Stop-LvbEmulator -Emulator $sample }
    }
}

AfterAll { Restore-Machine }

Describe 'A runbook' {
    BeforeEach {
        $vault = Reset-TestVault
        $vault.Secrets.LvbSecretKey = $secretKey
        $userHome = Reset-Machine
        $script:asked = [System.Collections.Generic.List[string]]::new()
    }

    BeforeAll {
        $vault = Reset-TestVault
        $vault.Secrets.LvbSecretKey = $secretKey
        $userHome = Reset-Machine
        $script:asked = [System.Collections.Generic.List[string]]::new()
        $expected = Invoke-Runbook 'Connect-Lvb -AppId 4321 -SecretName LvbKey -Endpoint $where.V2 -StatEndpoint $where.V2'
    }

    It 'succeeds on API 2.0' {
        $expected[0] | Should -Be 'live'
        $expected | Should -Not -Contain 'False'
        $expected[-1] | Should -Be 'LvbInvalidArgument,TencentLvb.GetLvbChannelStatusCommand'
        $expected.Count | Should -BeGreaterThan 40
    }

    It 'has the same output and effect on API 3.0: <How>' -ForEach @(
        @{ How = 'one line changed'; Connect = 'Connect-Lvb -SecretId AKIDmine -SecretName LvbSecretKey -Endpoint $where.V3' }
        @{ How = 'another profile'; Connect = 'Connect-Lvb -ProfileName on3' }
        @{ How = 'only the environment changed'; Connect = ''; Environment = 'on3' }
    ) {
        $env:LVB_PROFILE = $Environment
        Invoke-Runbook $Connect | Should -Be $expected
        $asked | Should -Contain 'DescribeLiveStreamState'
        $asked | Should -Contain 'CreateRecordTask'
        $asked | Where-Object { $_ -like '*_*' } | Should -BeNullOrEmpty
    }
}
