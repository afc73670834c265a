# Recorded files, on both services: Live_Tape_GetFilelist, and SearchMedia of VOD.
BeforeDiscovery { . $PSScriptRoot/Services.ps1 }

BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Services.ps1
    $emulator = Start-LvbEmulator -SampleData
    $midnight = [DateTimeOffset]::new([DateTimeOffset]::UtcNow.ToOffset([timespan]::FromHours(8)).Date, [timespan]::FromHours(8))

    # The queries of a command.
    function Get-Asked([scriptblock]$Script) {
        $before = @(Get-LvbEmulatorRequest -Emulator $emulator -Interface $Wire.TapeFiles).Count
        $null = & $Script
        $all = Get-LvbEmulatorRequest -Emulator $emulator -Interface $Wire.TapeFiles
        @($all | Select-Object -Skip $before | ForEach-Object { Get-Sent $_ })
    }
}

AfterAll {
    Disconnect-Lvb
    Stop-LvbEmulator -Emulator $emulator
}

Describe 'Get-LvbTapeFile on <Service>' -ForEach $services {
    BeforeAll {
        Connect-Lvb -Emulator $emulator -Api $Api

        # API 2.0 is queried for each day in China. API 3.0 is queried for the whole range by the time when files were stored, so its pages
        # also contain files that were recorded outside the range.
        $differs = @{
            V2 = @{ Size = 'page_size'; PagesOfTwo = 6; PagesSkipped = 2; DaysAccuracy = 0.0 }
            V3 = @{ Size = 'Limit'; PagesOfTwo = 7; PagesSkipped = 5; DaysAccuracy = 1.0 }
        }[$Api]
    }

    It 'lists the files of a stream' {
        $files = @(Get-LvbTapeFile 8888_news)
        $files | Should -HaveCount 13
        $file = $files[0]
        $file | Should -BeOfType 'TencentLvb.TapeFile'
        $file.StreamId | Should -Be '8888_news'
        $file.FileId | Should -Match '^\d{10,20}$'
        $file.Vid | Should -BeLike '*_*'
        $file.Url | Should -BeLike 'http://*.mp4'
        $file.FileFormat | Should -Be 'mp4'
        $file.FileSize | Should -BeOfType 'long'
        $file.StartTime | Should -Be $midnight.AddDays(-3).AddHours(10)
        $file.EndTime | Should -Be $midnight.AddDays(-3).AddHours(10.5)
        $file.Duration | Should -Be ([timespan]'00:30:00')
        $file.TaskId | Should -BeNullOrEmpty
    }

    It 'lists everything that the service keeps when no time is specified' {
        $asked = @(Get-Asked { Get-LvbTapeFile 8888_news })
        $asked | Should -HaveCount 1
        $asked[0].($differs.Size) | Should -Be 100
        if ($Api -eq 'V2') { $asked[0].psobject.Properties.Name -like '*_time*' | Should -BeNullOrEmpty }
        else {
            ([DateTimeOffset]$asked[0].CreateTime.After).Year | Should -BeLessThan 2016
            ([DateTimeOffset]$asked[0].CreateTime.Before) | Should -BeGreaterThan ([DateTimeOffset]::Now)
        }
    }

    It 'queries what the service supports, whatever the range' {
        $range = @{ StartTime = $midnight.AddDays(-3).AddHours(9); EndTime = $midnight.AddSeconds(-1) }
        $asked = @(Get-Asked { Get-LvbTapeFile 8888_news @range | Should -HaveCount 12 })
        if ($Api -eq 'V2') {
            $asked | Should -HaveCount 3
            foreach ($one in $asked) { $one.end_time | Should -Be "$(($one.start_time -split ' ')[0]) 23:59:59" }
            return
        }

        # A file is stored some time after it was recorded.
        $asked | Should -HaveCount 1
        [DateTimeOffset]$asked[0].CreateTime.After | Should -Be $range.StartTime
        [DateTimeOffset]$asked[0].CreateTime.Before | Should -BeGreaterThan $range.EndTime.AddHours(1)
        $asked[0].StreamIds | Should -Be '8888_news'
        $asked[0].SourceTypes | Should -Be 'Record'
    }

    It 'reverses days and rows' {
        $start = $midnight.AddDays(-3)
        $forward = @(Get-LvbTapeFile 8888_news -StartTime $start).FileId
        $forward | Should -HaveCount 13
        $backward = @(Get-LvbTapeFile 8888_news -StartTime $start -Descending).FileId
        [array]::Reverse($backward)
        $backward | Should -Be $forward
    }

    It 'includes a recording that the range cuts, and each once' {
        $range = @{ StartTime = $midnight.AddDays(-2).AddHours(10.25); EndTime = $midnight.AddDays(-1).AddHours(10.25) }
        $files = @(Get-LvbTapeFile 8888_news @range)
        $files | Should -HaveCount 5
        $files.FileId | Sort-Object -Unique | Should -HaveCount 5
    }

    It 'reads page by page over all days, and not one page too many' {
        $start = $midnight.AddDays(-3)
        $end = $midnight.AddSeconds(-1)
        $range = @{ StartTime = $start; EndTime = $end }
        @(Get-Asked { Get-LvbTapeFile 8888_news @range -PageSize 2 | Should -HaveCount 12 }) | Should -HaveCount $differs.PagesOfTwo
        @(Get-Asked { Get-LvbTapeFile 8888_news @range -PageSize 2 -First 3 | Should -HaveCount 3 }) | Should -HaveCount 2
        @(Get-Asked { Get-LvbTapeFile 8888_news @range -PageSize 4 -First 2 -Skip 3 | Should -HaveCount 2 }) | Should -HaveCount 2
        @(Get-Asked { Get-LvbTapeFile 8888_news @range -PageSize 2 | Select-Object -First 1 }) | Should -HaveCount 1
        @(Get-Asked { Get-LvbTapeFile 8888_news -PageSize 3 -Skip 9 | Should -HaveCount 4 }) | Should -HaveCount $differs.PagesSkipped
    }

    # After the first object, one unused page might have been fetched.
    It 'stops immediately under Select-Object -First 1, and with the last object of -First' {
        @(Get-Asked { Get-LvbTapeFile 8888_news -PageSize 2 | Select-Object -First 1 }) | Should -HaveCount 1
        @(Get-Asked { Get-LvbTapeFile 8888_news -PageSize 2 -First 2 }) | Should -HaveCount 1
    }

    It 'emits the total: exact for one stream and one query, otherwise unknown' {
        $one = @(Get-LvbTapeFile 8888_news -PageSize 1 -First 1 -IncludeTotalCount)
        [uint64]$one[0] | Should -Be 13
        $one[0].Accuracy | Should -Be 1.0
        $day = @(Get-LvbTapeFile 8888_news -First 0 -IncludeTotalCount -StartTime $midnight.AddDays(-1) -EndTime $midnight.AddSeconds(-1))
        [uint64]$day[0] | Should -Be 4
        $days = @(Get-LvbTapeFile 8888_news -First 0 -IncludeTotalCount -StartTime $midnight.AddDays(-2) -EndTime $midnight)
        $days[0].Accuracy | Should -Be $differs.DaysAccuracy
        $streams = @('8888_news', '8888_sports' | Get-LvbTapeFile -First 1 -IncludeTotalCount)
        $streams[0].Accuracy | Should -Be 0.0
        $streams | Should -HaveCount 2
    }

    It 'accepts channels, and keeps their order' {
        $files = @(Get-LvbChannel -First 2 | Get-LvbTapeFile)
        $files[0].StreamId | Should -Be '8888_news'
        $files[-1].StreamId | Should -Be '8888_sports'
        $files[-1].FileFormat | Should -Not -BeNullOrEmpty
    }

    It 'emits nothing for a stream without recordings' {
        Get-LvbTapeFile 8888_weather | Should -BeNullOrEmpty
    }

    It 'refuses invalid times: <Case>' -ForEach @(
        @{ Case = 'order'; Times = @{ StartTime = '2026-01-02'; EndTime = '2026-01-01' } }
        @{ Case = 'future'; Times = @{ StartTime = '2199-01-01' } }
        @{ Case = 'no start time'; Times = @{ EndTime = '2026-01-01' } }
    ) {
        @(Get-Asked { { Get-LvbTapeFile 8888_news @Times } | Should -Throw -ErrorId 'LvbInvalidArgument*' }) | Should -HaveCount 0
    }

    It 'writes one error for one stream that fails, and processes the others' {
        Set-LvbEmulatorFault -Emulator $emulator -Interface $Wire.TapeFiles -Kind Garbage -Count 1
        $files = '8888_news', '8888_sports' | Get-LvbTapeFile -ThrottleLimit 1 -ErrorVariable problems -ErrorAction SilentlyContinue
        $files[0].StreamId | Should -Be '8888_sports'
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'LvbBadReply*'
        $problems[0].TargetObject | Should -Be '8888_news'
    }
}

Describe 'Rows of API 2.0' {
    It 'builds the address from the vid when the response has none' {
        $other = Start-LvbEmulator -SampleData -Shape FileUrlEmpty
        try {
            $file = @(Get-LvbTapeFile 8888_news -Connection (Connect-Lvb -Emulator $other -PassThru))[0]
            $file.Url | Should -Be "http://$($file.Vid.Split('_')[0]).vod.myqcloud.com/$($file.Vid).f0.flv"
        }
        finally {
            Stop-LvbEmulator -Emulator $other
            Connect-Lvb -Emulator $emulator
        }
    }

    It 'reads rows that have only the documented fields' {
        $other = Start-LvbEmulator -SampleData -Shape FileRowDocumented
        try {
            $files = @(Get-LvbTapeFile 8888_news -Connection (Connect-Lvb -Emulator $other -PassThru))
            $files | Should -HaveCount 13
            $files[0].FileSize | Should -BeNullOrEmpty
            $files[0].Duration | Should -Be ([timespan]'00:30:00')
        }
        finally {
            Stop-LvbEmulator -Emulator $other
            Connect-Lvb -Emulator $emulator
        }
    }
}

Describe 'Rows of API 3.0' {
    It 'are files even without what the service knows of the recording' {
        $other = Start-LvbEmulator -SampleData -Shape LiveRecordInfoNull
        try {
            $files = @(Get-LvbTapeFile 8888_news -Connection (Connect-Lvb -Emulator $other -Api V3 -PassThru))
            $files | Should -HaveCount 13
            $files[0].StreamId | Should -Be '8888_news'
            $files[0].Url | Should -BeLike 'http*'
            $files[0].StartTime | Should -BeNullOrEmpty
            $files[0].Duration | Should -BeNullOrEmpty
        }
        finally { Stop-LvbEmulator -Emulator $other }
    }

    It 'are those of the specified push domain and path' {
        Connect-Lvb -Emulator $emulator -Api V3
        @(Get-LvbTapeFile 8888_news -PushDomain push.example.com -AppName live) | Should -HaveCount 13
        Get-LvbTapeFile 8888_news -PushDomain other.example.com | Should -BeNullOrEmpty
        $sent = Get-Sent (Get-LvbEmulatorRequest -Emulator $emulator -Interface SearchMedia)[-1]
        $sent.StreamDomains | Should -Be 'other.example.com'
    }

    It 'are searched for in the VOD application of the connection' {
        $account = Connect-Lvb -Emulator $emulator -Api V3 -VodSubAppId 1500000000 -PassThru
        $null = Get-LvbTapeFile 8888_news -Connection $account -ErrorAction SilentlyContinue
        (Get-Sent (Get-LvbEmulatorRequest -Emulator $emulator -Interface SearchMedia)[-1]).SubAppId | Should -Be 1500000000
    }
}
