# Live streams with push and playback, on both services.
BeforeDiscovery { . $PSScriptRoot/Services.ps1 }

BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Services.ps1
    $emulator = Start-LvbEmulator -SampleData
    $live = '8888_news', '8888_sports', '8888_concert', '8888_studio'
}

AfterAll {
    Set-LvbEmulatorFault -Emulator $emulator -Clear
    Disconnect-Lvb
    Stop-LvbEmulator -Emulator $emulator
}

Describe 'Get-LvbLiveStat on <Service>' -ForEach $services {
    BeforeAll {
        Connect-Lvb -Emulator $emulator -Api $Api

        # How old figures may be, in minutes; how many requests three streams need; how many requests pages of 3, 2 and 1 rows need. API 3.0
        # has one list of pushes and one of playback for all streams, which are read whole and split into pages here.
        $differs = @{
            V2 = @{ Age = 2; ThreeStreams = 3; Pages = 2; TwoRows = 2 }
            V3 = @{ Age = 8; ThreeStreams = 1; Pages = 1; TwoRows = 1 }
        }[$Api]
    }

    It 'emits live streams with push and playback' {
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
        [Math]::Abs(([DateTimeOffset]::Now - $news.Time).TotalMinutes) | Should -BeLessThan $differs.Age
    }

    It 'accepts streams by position, by value and by property name' {
        (Get-LvbLiveStat 8888_news, 8888_studio).StreamId | Should -Be '8888_news', '8888_studio'
        ('8888_studio', '8888_news' | Get-LvbLiveStat).StreamId | Should -Be '8888_studio', '8888_news'
        ([pscustomobject]@{ ChannelId = '8888_news' } | Get-LvbLiveStat).StreamId | Should -Be '8888_news'
        ([pscustomobject]@{ StreamName = '8888_news' } | Get-LvbLiveStat).StreamId | Should -Be '8888_news'
        (Get-LvbLiveStat | Get-LvbLiveStat).StreamId | Should -Be $live
    }

    It 'emits nothing for a stream that is not live' {
        Get-LvbLiveStat 8888_weather, 8888_nobody -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Should -BeNullOrEmpty
    }

    It 'sends no request for an empty pipeline' {
        Get-Requests $Wire.LiveStat { @() | Get-LvbLiveStat } | Should -Be 0
    }

    It 'writes one error for one bad stream, and processes the others' {
        $stats = '8888_news', '', ([datetime]'2026-01-01'), '8888_studio' |
            Get-LvbLiveStat -ErrorVariable problems -ErrorAction SilentlyContinue
        $stats.StreamId | Should -Be '8888_news', '8888_studio'
        $problems | Should -HaveCount 2
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument*'
        $problems[1].TargetObject | Should -BeOfType 'datetime'
        $problems[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'refuses an invalid stream ID: <Kind>' -ForEach @(
        @{ Kind = 'a fraction'; Item = 1.5 }
        @{ Kind = 'a number with a point'; Item = [decimal]::Parse('8888.0', [cultureinfo]::InvariantCulture) }
        @{ Kind = 'a Boolean'; Item = $true }
        @{ Kind = 'a duration'; Item = [timespan]::FromSeconds(1) }
        @{ Kind = 'an object without such a property'; Item = [pscustomobject]@{ Other = 1 } }
    ) {
        Get-Requests $Wire.LiveStat { $Item | Get-LvbLiveStat -ErrorVariable script:problems -ErrorAction SilentlyContinue } | Should -Be 0
        $script:problems | Should -HaveCount 1
        $script:problems[0].FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument*'
    }

    It 'accepts whole numbers as IDs' {
        Get-Requests $Wire.LiveStat { 8888, [long]::MaxValue, [byte]7 | Get-LvbLiveStat } | Should -Be $differs.ThreeStreams
    }

    It 'names the stream that the service could not report' {
        Set-LvbEmulatorFault -Emulator $emulator -Interface $Wire.LiveStat -Kind NotActivated -Count 1
        $stats = Get-LvbLiveStat 8888_news, 8888_studio -ThrottleLimit 1 -ErrorVariable problems -ErrorAction SilentlyContinue
        $stats.StreamId | Should -Be '8888_studio'
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'LvbNotActivated*'
        $problems[0].TargetObject | Should -Be '8888_news'
    }

    It 'reports the error of a query for all streams according to -ErrorAction' {
        Set-LvbEmulatorFault -Emulator $emulator -Interface $Wire.LiveStat -Kind Garbage -Count 1
        Get-LvbLiveStat -ErrorAction SilentlyContinue -ErrorVariable failed | Should -BeNullOrEmpty
        $failed.FullyQualifiedErrorId | Should -BeLike 'LvbBadReply*'
        Set-LvbEmulatorFault -Emulator $emulator -Interface $Wire.LiveStat -Kind Garbage -Count 1
        { Get-LvbLiveStat -ErrorAction Stop } | Should -Throw -ErrorId 'LvbBadReply*'
    }

    It 'filters by domain' {
        Get-LvbLiveStat -PushDomain nobody.example.com | Should -BeNullOrEmpty
        (Get-LvbLiveStat -PushDomain push.example.com).StreamId | Should -Be $live
        $elsewhere = Get-LvbLiveStat -PullDomain nobody.example.com
        $asked = Get-Sent (Get-LvbEmulatorRequest -Emulator $emulator)[-1]
        if ($Api -eq 'V2') {
            $elsewhere | Should -BeNullOrEmpty
            $asked.pull_domain | Should -Be 'nobody.example.com'
        }
        else {
            # The domain selects viewers. A live stream without viewers there is still live.
            $elsewhere.StreamId | Should -Be $live
            $elsewhere.Online | Should -Be 0, 0, 0, 0
            $asked.PlayDomains | Should -Be 'nobody.example.com'
        }
    }

    It 'reads page by page, and not one page too many' {
        Get-Requests $Wire.LiveStat { (Get-LvbLiveStat -PageSize 3).StreamId | Should -Be $live } | Should -Be $differs.Pages
        Get-Requests $Wire.LiveStat { (Get-LvbLiveStat -PageSize 2).StreamId | Should -Be $live } | Should -Be $differs.Pages
        Get-Requests $Wire.LiveStat { (Get-LvbLiveStat -PageSize 1 -First 2).StreamId | Should -Be $live[0, 1] } |
            Should -Be $differs.TwoRows
        Get-Requests $Wire.LiveStat { (Get-LvbLiveStat -PageSize 1 -Skip 3).StreamId | Should -Be $live[3] } | Should -Be 1
        Get-Requests $Wire.LiveStat { Get-LvbLiveStat -PageSize 1 | Select-Object -First 1 } | Should -Be 1
    }

    It 'emits the total first' {
        $output = @(Get-LvbLiveStat -PageSize 1 -First 1 -IncludeTotalCount)
        [uint64]$output[0] | Should -Be 4
        $output[0].Accuracy | Should -Be 1.0
        $output[1].StreamId | Should -Be '8888_news'
    }

    It 'stops immediately under Select-Object' {
        Get-Requests $Wire.LiveStat { Get-LvbLiveStat -PageSize 1 | Select-Object -First 2 } | Should -Be $differs.TwoRows
    }

    It 'summarizes the account' {
        $sum = @(Get-LvbLiveStat -Summary)
        $sum | Should -HaveCount 1
        $sum[0] | Should -BeOfType 'TencentLvb.LiveStatSummary'
        $sum[0].StreamCount | Should -Be 4
        $sum[0].TotalOnline | Should -BeGreaterThan 4
        $sum[0].TotalBandwidthMbps | Should -BeGreaterThan 1
        $sum[0].Time | Should -BeOfType 'System.DateTimeOffset'
    }

    It 'summarizes the specified streams' {
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

Describe 'Get-LvbLivePushStat and Get-LvbLivePlayStat on <Service>' -ForEach $services {
    BeforeAll { Connect-Lvb -Emulator $emulator -Api $Api }

    It 'emits the push' {
        $stats = @(Get-LvbLivePushStat)
        $stats.StreamId | Should -Be $live
        $stats[0] | Should -BeOfType 'TencentLvb.LivePushStat'
        $stats[0].BitrateBps | Should -BeOfType 'long'
        $stats[0].ClientIP | Should -BeLike '192.0.2.*'
        (Get-LvbLivePushStat 8888_studio).Fps | Should -BeGreaterThan 0
        (Get-LvbLivePushStat -Summary).StreamCount | Should -Be 4
    }

    It 'emits the playback' {
        $stats = @(Get-LvbLivePlayStat)
        $stats.StreamId | Should -Be $live
        $stats[0] | Should -BeOfType 'TencentLvb.LivePlayStat'
        $stats[0].Online | Should -BeGreaterThan 0
        (Get-LvbLivePlayStat 8888_studio).BandwidthMbps | Should -BeGreaterThan 0
        (Get-LvbLivePlayStat -Summary).TotalOnline | Should -BeGreaterThan 0
    }

    It 'emits nothing for streams that are not live' {
        Get-LvbLivePushStat 8888_weather | Should -BeNullOrEmpty
        Get-LvbLivePlayStat 8888_weather | Should -BeNullOrEmpty
    }

    It 'passes streams on by name' {
        (Get-LvbLivePushStat | Get-LvbLivePlayStat).StreamId | Should -Be $live
        (Get-LvbLivePlayStat | Get-LvbChannelStatus | Where-Object Status -EQ Live).StreamId | Should -Be $live
    }
}

