# Past ranges, and how the minutes of a history are combined.

BeforeDiscovery {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Services.ps1
    # Cmdlets whose range is in the future, or whose times are only passed through.
    $other = 'Start-LvbTape', 'Stop-LvbTape', 'Get-LvbTapeTask'
    $ofThePast = Get-Command -Module TencentLvb |
        Where-Object { $_.Parameters.ContainsKey('StartTime') -and $_.Parameters.ContainsKey('EndTime') -and $_.Name -notin $other } |
        ForEach-Object { @{ Name = $_.Name } }
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Services.ps1
    $emulator = Start-LvbEmulator -SampleData

    # The range of the latest query, in Unix seconds.
    function Get-Range($Interface) {
        $sent = Get-Sent (Get-LvbEmulatorRequest -Emulator $emulator -Interface $Interface)[-1]
        if ($Api -eq 'V2') { return [long]$sent.start_time, [long]$sent.end_time }
        $sent.StartTime, $sent.EndTime | ForEach-Object { ([DateTimeOffset]$_).ToUnixTimeSeconds() }
    }

    # The figures of API 3.0 are some minutes old: a whole hour that ended before that.
    $end = [DateTimeOffset]::Now.AddMinutes(-10)
    $end = $end.AddTicks(-($end.Ticks % [timespan]::TicksPerHour))
}

AfterAll { $emulator | Stop-LvbEmulator }

Describe '-Last' {
    It 'exists on every cmdlet with a past range: <Name>' -ForEach $ofThePast {
        (Get-Command $Name).Parameters['Last'].ParameterType | Should -Be ([Nullable[TencentLvb.LvbDuration]])
    }
}

Describe '-Last on <Service>' -ForEach $services {
    BeforeAll { Connect-Lvb -Emulator $emulator -Api $Api }

    It 'ends now' {
        $null = Get-LvbLivePlayStatHistory 8888_news -Last 90m
        $start, $until = Get-Range $Wire.PlayHistory
        $until - $start | Should -Be 5400
        [math]::Abs($until - [DateTimeOffset]::Now.ToUnixTimeSeconds()) | Should -BeLessThan 60
    }

    It 'ends at -EndTime' {
        $null = Get-LvbLivePushStatHistory 8888_news -Last 30m -EndTime $end
        Get-Range $Wire.PushHistory | Should -Be ($end.ToUnixTimeSeconds() - 1800), $end.ToUnixTimeSeconds()
    }

    It 'lists recordings' {
        $since = [DateTimeOffset]::Now.AddDays(-2)
        $files = Get-LvbTapeFile 8888_news -Last 2d
        $files.Count | Should -BeGreaterThan 3
        $files.FileId | Should -Be (Get-LvbTapeFile 8888_news -StartTime $since).FileId
    }

    It 'excludes -StartTime, before any request: <Name>' -ForEach $ofThePast {
        $before = @(Get-LvbEmulatorRequest -Emulator $emulator).Count
        $more = if ((Get-Command $Name).Parameters.ContainsKey('Path')) { @{ Path = "$TestDrive/x" } } else { @{} }
        if ((Get-Command $Name).Parameters.ContainsKey('StreamId')) { $more.StreamId = '8888_news' }
        { & $Name -StartTime 2026-01-01 -Last 1h @more } | Should -Throw -ErrorId 'LvbInvalidArgument*'
        @(Get-LvbEmulatorRequest -Emulator $emulator).Count | Should -Be $before
    }

    It 'must be positive and finite: <_>' -ForEach '0s', '-1h', '99999999h' {
        { Get-LvbLivePlayStatHistory 8888_news -Last $_ } | Should -Throw -ErrorId 'LvbInvalidArgument*'
    }
}

Describe '-Interval on <Service>' -ForEach $services {
    BeforeAll { Connect-Lvb -Emulator $emulator -Api $Api }

    It 'combines minutes into points: peak of viewers and bandwidth, sum of traffic' {
        $minutes = Get-LvbLivePlayStatHistory 8888_news -Last 3h -EndTime $end
        $points = @(Get-LvbLivePlayStatHistory 8888_news -Last 3h -EndTime $end -Interval 15m)
        $groups = @($minutes | Group-Object { $_.Time.ToUnixTimeSeconds() - $_.Time.ToUnixTimeSeconds() % 900 })
        $points | Should -HaveCount $groups.Count
        for ($i = 0; $i -lt $points.Count; $i++) {
            $points[$i].Time.ToUnixTimeSeconds() | Should -Be $groups[$i].Name
            $points[$i].StreamId | Should -Be '8888_news'
            $points[$i].Online | Should -Be ($groups[$i].Group | Measure-Object Online -Maximum).Maximum
            $points[$i].BandwidthMbps | Should -Be ($groups[$i].Group | Measure-Object BandwidthMbps -Maximum).Maximum
            [math]::Abs($points[$i].TrafficMB - ($groups[$i].Group | Measure-Object TrafficMB -Sum).Sum) | Should -BeLessThan 0.001
        }
    }

    It 'keeps streams separate, and counts the minute between two windows once' {
        $points = '8888_news', '8888_sports' | Get-LvbLivePlayStatHistory -Last 5h -EndTime $end -Interval 1h
        $points.StreamId | Select-Object -Unique | Should -Be '8888_news', '8888_sports'
        foreach ($group in $points | Group-Object StreamId) {
            $group.Group.Time | Should -Be @($group.Group.Time | Sort-Object -Unique)
            $minutes = Get-LvbLivePlayStatHistory $group.Name -Last 5h -EndTime $end
            [math]::Abs(($group.Group | Measure-Object TrafficMB -Sum).Sum - ($minutes | Measure-Object TrafficMB -Sum).Sum) |
                Should -BeLessThan 0.001
        }
    }

    It 'combines the figures of the account' {
        $points = @(Get-LvbLivePlayStatHistory -Last 2h -EndTime $end -Interval 30m)
        $points.Count | Should -BeIn 4, 5
        $points[0].StreamId | Should -BeNullOrEmpty
    }

    It 'must be whole minutes: <_>' -ForEach '0s', '30s', '90s', '-5m', '32d' {
        { Get-LvbLivePlayStatHistory 8888_news -Interval $_ } | Should -Throw -ErrorId 'LvbInvalidArgument*'
    }

    It 'excludes -Summary' {
        { Get-LvbLivePlayStatHistory 8888_news -Interval 5m -Summary } | Should -Throw -ErrorId 'LvbInvalidArgument*'
    }
}

Describe 'A summary of playback on <Service>' -ForEach $services {
    BeforeAll { Connect-Lvb -Emulator $emulator -Api $Api }

    It 'has the peak, its minute, the average and the highest bandwidth: <Length>' -ForEach @{ Length = '1h' }, @{ Length = '5h' } {
        $minutes = Get-LvbLivePlayStatHistory 8888_news -Last $Length -EndTime $end
        $sum = Get-LvbLivePlayStatHistory 8888_news -Last $Length -EndTime $end -Summary
        $peak = ($minutes | Measure-Object Online -Maximum).Maximum
        $sum.PeakOnline | Should -Be $peak
        $sum.PeakTime | Should -Be @($minutes | Where-Object Online -EQ $peak)[0].Time
        $sum.AverageOnline | Should -Be ($minutes | Measure-Object Online -Average).Average
        $sum.PeakBandwidthMbps | Should -Be ($minutes | Measure-Object BandwidthMbps -Maximum).Maximum
    }

    It 'has none of them when there is no data' {
        $sum = Get-LvbLivePlayStatHistory nobody_here -Summary
        $sum.PeakOnline, $sum.PeakTime, $sum.AverageOnline, $sum.PeakBandwidthMbps | Where-Object { $null -ne $_ } | Should -BeNullOrEmpty
        $sum.TotalTrafficMB | Should -Be 0
    }
}
