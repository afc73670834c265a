# The history of streams, on both services: the range of one call differs, the output does not.
BeforeDiscovery { . $PSScriptRoot/Services.ps1 }

BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Services.ps1
    # On API 2.0, histories over more than two hours are refused here: they must be read in windows.
    $emulator = Start-LvbEmulator -SampleData -Shape HistoryTwoHours
    $live = '8888_news', '8888_sports', '8888_concert', '8888_studio'
}

AfterAll {
    Set-LvbEmulatorFault -Emulator $emulator -Clear
    Disconnect-Lvb
    Stop-LvbEmulator -Emulator $emulator
}

Describe 'Get-LvbLivePushStatHistory on <Service>' -ForEach $services {
    BeforeAll { Connect-Lvb -Emulator $emulator -Api $Api }

    It 'emits the last hour' {
        $points = @(Get-LvbLivePushStatHistory 8888_news)
        $points.Count | Should -BeGreaterThan 700
        $points[0] | Should -BeOfType 'TencentLvb.LivePushStatPoint'
        $points[0].StreamId | Should -Be '8888_news'
        $points[0].BitrateBps | Should -BeOfType 'long'
        $points[-1].Time - $points[0].Time | Should -BeGreaterThan ([timespan]'00:58:00')
        $points[-1].Time - $points[0].Time | Should -BeLessThan ([timespan]'01:01:00')
    }

    It 'reads a long range in windows, each row once' {
        $end = [DateTimeOffset]::FromUnixTimeSeconds([Math]::Floor([DateTimeOffset]::UtcNow.ToUnixTimeSeconds() / 3600) * 3600)
        $points = @()
        $requests = Get-Requests $Wire.PushHistory {
            $script:points = @(Get-LvbLivePushStatHistory 8888_news -StartTime $end.AddHours(-5) -EndTime $end) }
        $requests | Should -Be @{ V2 = 3; V3 = 2 }[$Api]
        $script:points | Should -HaveCount (5 * 720 + 1)
        $script:points.Time | Sort-Object -Unique | Should -HaveCount $script:points.Count
        $script:points[0].Time | Should -Be $end.AddHours(-5)
        $script:points[-1].Time | Should -Be $end
    }

    It 'writes one error for one stream, however many windows fail, and stops when all would' {
        Set-LvbEmulatorFault -Emulator $emulator -Interface $Wire.PushHistory -Kind NotActivated
        $requests = Get-Requests $Wire.PushHistory {
            '8888_news', '8888_sports' | Get-LvbLivePushStatHistory -Last 3d -ThrottleLimit 2 -ErrorVariable script:failed `
                -ErrorAction SilentlyContinue
        }

        Set-LvbEmulatorFault -Emulator $emulator -Clear
        $script:failed.TargetObject | Should -Be '8888_news', '8888_sports'
        $script:failed[0].FullyQualifiedErrorId | Should -BeLike 'LvbNotActivated,*'
        $requests | Should -BeLessOrEqual 8
    }

    It 'reads the other windows of a stream after one that failed' {
        Set-LvbEmulatorFault -Emulator $emulator -Interface $Wire.PushHistory -Kind Garbage -Count 2
        $points = @(Get-LvbLivePushStatHistory 8888_news -Last 14h -ThrottleLimit 1 -ErrorVariable failed -ErrorAction SilentlyContinue)
        $failed | Should -HaveCount 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'LvbBadReply,*'
        $points.Count | Should -BeGreaterThan 3000
        ([DateTimeOffset]::Now - $points[-1].Time).TotalMinutes | Should -BeLessThan 10
    }

    It 'has no rows where there was no push' {
        Get-LvbLivePushStatHistory 8888_nobody -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Should -BeNullOrEmpty
    }

    It 'refuses times in the wrong order, and future times' {
        { Get-LvbLivePushStatHistory 8888_news -StartTime 2026-01-02 -EndTime 2026-01-01 } | Should -Throw -ErrorId 'LvbInvalidArgument*'
        { Get-LvbLivePushStatHistory 8888_news -StartTime ([DateTimeOffset]::Now.AddDays(1)) } |
            Should -Throw -ErrorId 'LvbInvalidArgument*'
        { Get-LvbLivePushStatHistory 8888_news -StartTime 'last tuesday' } | Should -Throw '*ISO 8601*'
    }

    It 'needs one window when only the first row is requested' {
        Get-Requests $Wire.PushHistory {
            Get-LvbLivePushStatHistory 8888_news -StartTime ([DateTimeOffset]::Now.AddHours(-20)) | Select-Object -First 1
        } | Should -Be 1
    }
}

Describe 'Get-LvbLivePlayStatHistory on <Service>' -ForEach $services {
    BeforeAll { Connect-Lvb -Emulator $emulator -Api $Api }

    It 'emits streams and the account' {
        $points = @('8888_news', '8888_sports' | Get-LvbLivePlayStatHistory)
        $points[0].StreamId | Should -Be '8888_news'
        $points[-1].StreamId | Should -Be '8888_sports'
        $points[0] | Should -BeOfType 'TencentLvb.LivePlayStatPoint'
        $points[0].TrafficMB | Should -BeGreaterThan 0
        $points[0].Online | Should -BeGreaterThan 0
        $points[0].BandwidthMbps | Should -BeGreaterThan 0
        $account = @(Get-LvbLivePlayStatHistory)
        $account.Count | Should -BeGreaterThan 55
        $account[0].StreamId | Should -BeNullOrEmpty
    }

    It 'summarizes a stream over the whole range as its rows do' {
        $start = [DateTimeOffset]::UtcNow.AddHours(-7)
        $end = [DateTimeOffset]::UtcNow
        $sum = Get-LvbLivePlayStatHistory 8888_news -StartTime $start -EndTime $end -Summary
        $traffic = 0.0
        foreach ($point in Get-LvbLivePlayStatHistory 8888_news -StartTime $start -EndTime $end) { $traffic += $point.TrafficMB }
        $sum | Should -BeOfType 'TencentLvb.LivePlayStatSummary'
        $sum.StreamId | Should -Be '8888_news'
        $sum.StartTime | Should -Be $start
        $sum.EndTime | Should -Be $end
        [Math]::Abs($sum.TotalTrafficMB - $traffic) | Should -BeLessThan 0.01
        (Get-LvbLivePlayStatHistory -Summary).TotalTrafficMB | Should -BeGreaterThan 0
        (Get-LvbLiveStat | Get-LvbLivePlayStatHistory -Summary).StreamId | Should -Be $live
    }

    It 'emits no summary of a stream with a missing window' {
        Set-LvbEmulatorFault -Emulator $emulator -Interface $Wire.PlayHistory -Kind Garbage -Count 1
        Get-LvbLivePlayStatHistory 8888_news -StartTime ([DateTimeOffset]::Now.AddHours(
            -5)) -Summary -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'LvbBadReply*'
        $problems[0].TargetObject | Should -Be '8888_news'
    }
}
