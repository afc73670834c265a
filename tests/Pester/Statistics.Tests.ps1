BeforeAll {
    . $PSScriptRoot/Common.ps1
    # Histories over more than two hours are refused here: they must come in pieces.
    $emulator = Start-LvbEmulator -SampleData -Shape HistoryTwoHours
    Connect-Lvb -Emulator $emulator
    $live = '8888_news', '8888_sports', '8888_concert', '8888_studio'

    function Get-Requests([string]$Interface, [scriptblock]$Script) {
        $before = @(Get-LvbEmulatorRequest -Emulator $emulator -Interface $Interface).Count
        $null = & $Script
        @(Get-LvbEmulatorRequest -Emulator $emulator -Interface $Interface).Count - $before
    }
}

AfterAll {
    Set-LvbEmulatorFault -Emulator $emulator -Clear
    Disconnect-Lvb
    Stop-LvbEmulator -Emulator $emulator
}

Describe 'Get-LvbLiveStat' {
    It 'tells who is live, with push and playback' {
        $stats = @(Get-LvbLiveStat)
        $stats.StreamId | Should -Be $live
        $news = $stats[0]
        $news | Should -BeOfType 'TencentLvb.LiveStat'
        $news.BandwidthMbps | Should -BeGreaterThan 0
        $news.Online | Should -BeGreaterThan 0
        $news.ClientIP | Should -BeLike '192.0.2.*'
        $news.ServerIP | Should -BeLike '198.51.100.*'
        $news.Fps | Should -BeGreaterThan 0
        $news.BitrateBps | Should -BeOfType 'long'
        $news.BitrateBps | Should -BeGreaterThan 1000000
        $news.Time | Should -BeOfType 'System.DateTimeOffset'
        [Math]::Abs(([DateTimeOffset]::Now - $news.Time).TotalMinutes) | Should -BeLessThan 2
    }

    It 'takes streams by position, by value and by property name' {
        (Get-LvbLiveStat 8888_news, 8888_studio).StreamId | Should -Be '8888_news', '8888_studio'
        ('8888_studio', '8888_news' | Get-LvbLiveStat).StreamId | Should -Be '8888_studio', '8888_news'
        ([pscustomobject]@{ ChannelId = '8888_news' } | Get-LvbLiveStat).StreamId | Should -Be '8888_news'
        ([pscustomobject]@{ StreamName = '8888_news' } | Get-LvbLiveStat).StreamId | Should -Be '8888_news'
        (Get-LvbLiveStat | Get-LvbLiveStat).StreamId | Should -Be $live
    }

    It 'says nothing about a stream that is not live' {
        Get-LvbLiveStat 8888_weather, 8888_nobody -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Should -BeNullOrEmpty
    }

    It 'asks about nothing when an empty pipeline comes in' {
        Get-Requests Get_LiveStat { @() | Get-LvbLiveStat } | Should -Be 0
    }

    It 'gives one error for one bad stream, and goes on' {
        $stats = '8888_news', '', ([datetime]'2026-01-01'), '8888_studio' | Get-LvbLiveStat -ErrorVariable problems -ErrorAction SilentlyContinue
        $stats.StreamId | Should -Be '8888_news', '8888_studio'
        $problems | Should -HaveCount 2
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument*'
        $problems[1].TargetObject | Should -BeOfType 'datetime'
        $problems[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'refuses what is no stream id: <Kind>' -ForEach @(
        @{ Kind = 'a fraction'; Item = 1.5 }
        @{ Kind = 'a number with a point'; Item = [decimal]::Parse('8888.0', [cultureinfo]::InvariantCulture) }
        @{ Kind = 'a truth value'; Item = $true }
        @{ Kind = 'a duration'; Item = [timespan]::FromSeconds(1) }
        @{ Kind = 'an object without such a property'; Item = [pscustomobject]@{ Other = 1 } }
    ) {
        Get-Requests Get_LiveStat { $Item | Get-LvbLiveStat -ErrorVariable script:problems -ErrorAction SilentlyContinue } | Should -Be 0
        $script:problems | Should -HaveCount 1
        $script:problems[0].FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument*'
    }

    It 'takes whole numbers as ids' {
        Get-Requests Get_LiveStat { 8888, [long]::MaxValue, [byte]7 | Get-LvbLiveStat } | Should -Be 3
    }

    It 'names the stream that the service would not tell about' {
        Set-LvbEmulatorFault -Emulator $emulator -Interface Get_LiveStat -Kind NotActivated -Count 1
        $stats = Get-LvbLiveStat 8888_news, 8888_studio -ThrottleLimit 1 -ErrorVariable problems -ErrorAction SilentlyContinue
        $stats.StreamId | Should -Be '8888_studio'
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'LvbNotActivated*'
        $problems[0].TargetObject | Should -Be '8888_news'
    }

    It 'gives the error when all streams were asked for, which -ErrorAction decides about' {
        Set-LvbEmulatorFault -Emulator $emulator -Interface Get_LiveStat -Kind Garbage -Count 1
        Get-LvbLiveStat -ErrorAction SilentlyContinue -ErrorVariable failed | Should -BeNullOrEmpty
        $failed.FullyQualifiedErrorId | Should -BeLike 'LvbBadReply*'
        Set-LvbEmulatorFault -Emulator $emulator -Interface Get_LiveStat -Kind Garbage -Count 1
        { Get-LvbLiveStat -ErrorAction Stop } | Should -Throw -ErrorId 'LvbBadReply*'
    }

    It 'filters by domain' {
        Get-LvbLiveStat -PushDomain nobody.example.com | Should -BeNullOrEmpty
        Get-LvbLiveStat -PullDomain nobody.example.com | Should -BeNullOrEmpty
        (Get-LvbEmulatorRequest -Emulator $emulator -Interface Get_LiveStat)[-1].Query | Should -BeLike '*Param.s.pull_domain=nobody.example.com*'
    }

    It 'reads page by page, and no page too many' {
        Get-Requests Get_LiveStat { (Get-LvbLiveStat -PageSize 3).StreamId | Should -Be $live } | Should -Be 2
        Get-Requests Get_LiveStat { (Get-LvbLiveStat -PageSize 2).StreamId | Should -Be $live } | Should -Be 2
        Get-Requests Get_LiveStat { (Get-LvbLiveStat -PageSize 1 -First 2).StreamId | Should -Be $live[0, 1] } | Should -Be 2
        Get-Requests Get_LiveStat { (Get-LvbLiveStat -PageSize 1 -Skip 3).StreamId | Should -Be $live[3] } | Should -Be 1
        Get-Requests Get_LiveStat { Get-LvbLiveStat -PageSize 1 | Select-Object -First 1 } | Should -Be 1
    }

    It 'tells the total first' {
        $output = @(Get-LvbLiveStat -PageSize 1 -First 1 -IncludeTotalCount)
        [uint64]$output[0] | Should -Be 4
        $output[0].Accuracy | Should -Be 1.0
        $output[1].StreamId | Should -Be '8888_news'
    }

    It 'stops at once under Select-Object' {
        Get-Requests Get_LiveStat { Get-LvbLiveStat -PageSize 1 | Select-Object -First 2 } | Should -Be 2
    }

    It 'sums up the account' {
        $sum = @(Get-LvbLiveStat -Summary)
        $sum | Should -HaveCount 1
        $sum[0] | Should -BeOfType 'TencentLvb.LiveStatSummary'
        $sum[0].StreamCount | Should -Be 4
        $sum[0].TotalOnline | Should -BeGreaterThan 4
        $sum[0].TotalBandwidthMbps | Should -BeGreaterThan 1
        $sum[0].Time | Should -BeOfType 'System.DateTimeOffset'
    }

    It 'sums up the streams that were given' {
        $one = Get-LvbLiveStat 8888_studio -Summary
        $one.StreamCount | Should -Be 1
        $two = '8888_studio', '8888_weather', '8888_news' | Get-LvbLiveStat -Summary
        $two.StreamCount | Should -Be 2
        $two.TotalOnline | Should -BeGreaterThan $one.TotalOnline
    }

    It 'refuses a summary of a page' {
        { Get-LvbLiveStat -Summary -First 1 } | Should -Throw -ErrorId 'LvbInvalidArgument*'
    }
}

Describe 'Get-LvbLivePushStat and Get-LvbLivePlayStat' {
    It 'tells the push' {
        $stats = @(Get-LvbLivePushStat)
        $stats.StreamId | Should -Be $live
        $stats[0] | Should -BeOfType 'TencentLvb.LivePushStat'
        $stats[0].BitrateBps | Should -BeOfType 'long'
        $stats[0].ClientIP | Should -BeLike '192.0.2.*'
        (Get-LvbLivePushStat 8888_studio).Fps | Should -BeGreaterThan 0
        (Get-LvbLivePushStat -Summary).StreamCount | Should -Be 4
    }

    It 'tells the playback' {
        $stats = @(Get-LvbLivePlayStat)
        $stats.StreamId | Should -Be $live
        $stats[0] | Should -BeOfType 'TencentLvb.LivePlayStat'
        $stats[0].Online | Should -BeGreaterThan 0
        (Get-LvbLivePlayStat 8888_studio).BandwidthMbps | Should -BeGreaterThan 0
        (Get-LvbLivePlayStat -Summary).TotalOnline | Should -BeGreaterThan 0
    }

    It 'is quiet about streams that are not live' {
        Get-LvbLivePushStat 8888_weather | Should -BeNullOrEmpty
        Get-LvbLivePlayStat 8888_weather | Should -BeNullOrEmpty
    }

    It 'hands streams on by name' {
        (Get-LvbLivePushStat | Get-LvbLivePlayStat).StreamId | Should -Be $live
        (Get-LvbLivePlayStat | Get-LvbChannelStatus | Where-Object Status -EQ Live).StreamId | Should -Be $live
    }
}

Describe 'Get-LvbLivePushStatHistory' {
    It 'tells the last hour' {
        $points = @(Get-LvbLivePushStatHistory 8888_news)
        $points.Count | Should -BeGreaterThan 700
        $points[0] | Should -BeOfType 'TencentLvb.LivePushStatPoint'
        $points[0].StreamId | Should -Be '8888_news'
        $points[0].BitrateBps | Should -BeOfType 'long'
        $points[-1].Time - $points[0].Time | Should -BeGreaterThan ([timespan]'00:58:00')
        $points[-1].Time - $points[0].Time | Should -BeLessThan ([timespan]'01:01:00')
    }

    It 'takes a long range in pieces, each row once' {
        $end = [DateTimeOffset]::FromUnixTimeSeconds([Math]::Floor([DateTimeOffset]::UtcNow.ToUnixTimeSeconds() / 3600) * 3600)
        $points = @()
        $requests = Get-Requests Get_LivePushStatHistory { $script:points = @(Get-LvbLivePushStatHistory 8888_news -StartTime $end.AddHours(-5) -EndTime $end) }
        $requests | Should -Be 3
        $script:points | Should -HaveCount (5 * 720 + 1)
        $script:points.Time | Sort-Object -Unique | Should -HaveCount $script:points.Count
        $script:points[0].Time | Should -Be $end.AddHours(-5)
        $script:points[-1].Time | Should -Be $end
    }

    It 'has no rows where there was no push' {
        Get-LvbLivePushStatHistory 8888_nobody -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Should -BeNullOrEmpty
    }

    It 'refuses times in the wrong order, and those to come' {
        { Get-LvbLivePushStatHistory 8888_news -StartTime 2026-01-02 -EndTime 2026-01-01 } | Should -Throw -ErrorId 'LvbInvalidArgument*'
        { Get-LvbLivePushStatHistory 8888_news -StartTime ([DateTimeOffset]::Now.AddDays(1)) } | Should -Throw -ErrorId 'LvbInvalidArgument*'
        { Get-LvbLivePushStatHistory 8888_news -StartTime 'last tuesday' } | Should -Throw '*ISO 8601*'
    }

    It 'pays for one window when only the first row is wanted' {
        Get-Requests Get_LivePushStatHistory {
            Get-LvbLivePushStatHistory 8888_news -StartTime ([DateTimeOffset]::Now.AddHours(-20)) | Select-Object -First 1
        } | Should -Be 1
    }
}

Describe 'Get-LvbLivePlayStatHistory' {
    It 'tells streams and the account' {
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

    It 'sums a stream up over the whole range as its rows do' {
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

    It 'gives no summary of a stream with a window missing' {
        Set-LvbEmulatorFault -Emulator $emulator -Interface Get_LivePlayStatHistory -Kind Garbage -Count 1
        Get-LvbLivePlayStatHistory 8888_news -StartTime ([DateTimeOffset]::Now.AddHours(-5)) -Summary -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'LvbBadReply*'
        $problems[0].TargetObject | Should -Be '8888_news'
    }
}
