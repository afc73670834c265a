# Channels, live streams and the state of a stream, on both services. API 3.0 has no list of all channels: it lists what was pushed.
BeforeDiscovery { . $PSScriptRoot/Services.ps1 }

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Start-LvbEmulator -SampleData

    function Get-Pages([scriptblock]$Script) {
        $before = @(Get-LvbEmulatorRequest -Emulator $emulator -Interface $Wire.ChannelList).Count
        $null = & $Script
        @(Get-LvbEmulatorRequest -Emulator $emulator -Interface $Wire.ChannelList).Count - $before
    }
}

AfterAll {
    Set-LvbEmulatorFault -Emulator $emulator -Clear
    Disconnect-Lvb
    Stop-LvbEmulator -Emulator $emulator
}

Describe 'Get-LvbChannel on <Service>' -ForEach $services {
    BeforeAll {
        Connect-Lvb -Emulator $emulator -Api $Api

        # What API 3.0 does not know about a channel. The pages of its list contain pushes, and are read whole.
        $differs = @{
            V2 = @{ Name = 'news'; Suspended = 'Forbidden'; NoInput = 6; Pages = 2; Latest = '8888_suspended' }
            V3 = @{ Name = $null; Suspended = 'NoInput'; NoInput = 9; Pages = 1; Latest = '8888_concert' }
        }[$Api]
    }

    It 'lists the channels, oldest first' {
        $channels = @(Get-LvbChannel)
        $channels | Should -HaveCount 13
        $news = $channels[0]
        $news | Should -BeOfType 'TencentLvb.Channel'
        $news.StreamId | Should -Be '8888_news'
        $news.ChannelId | Should -Be '8888_news'
        $news.psobject.Properties['ChannelId'].MemberType | Should -Be 'AliasProperty'
        $news.Name | Should -Be $differs.Name
        $news.Status | Should -Be 'Live'
        $news.CreateTime | Should -BeOfType 'System.DateTimeOffset'
        $news.CreateTime | Should -BeLessThan $channels[1].CreateTime
        , $news.Path | Should -BeOfType 'string[]'
        ($channels | Where-Object StreamId -EQ 8888_suspended).Status | Should -Be $differs.Suspended
    }

    It 'reverses the order' {
        $forward = @(Get-LvbChannel).StreamId
        $backward = @(Get-LvbChannel -Descending).StreamId
        [array]::Reverse($backward)
        $backward | Should -Be $forward
    }

    It 'filters by state' {
        foreach ($filter in @{ State = 'Live'; Count = 4 }, @{ State = 'NoInput'; Count = $differs.NoInput }) {
            $channels = @(Get-LvbChannel -Status $filter.State)
            $channels | Should -HaveCount $filter.Count
            $channels | Where-Object Status -NE $filter.State | Should -BeNullOrEmpty
        }
    }

    It 'lists banned streams where the service does' {
        if ($Api -eq 'V2') {
            (Get-LvbChannel -Status Disabled).StreamId | Should -Be '8888_banned'
            return
        }

        $failure = try { Get-LvbChannel -Status Disabled -ErrorAction Stop } catch { $_ }
        $failure.FullyQualifiedErrorId | Should -BeLike 'LvbNotSupported*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Get-LvbChannelStatus*Disabled*'
        $abroad = Start-LvbEmulator -SampleData -Site International
        try {
            $banned = Get-LvbChannel -Status Disabled -Connection (Connect-Lvb -Emulator $abroad -Api V3 -PassThru)
            $banned.StreamId | Should -Contain '8888_banned'
            $banned | Where-Object Status -NE 'Disabled' | Should -BeNullOrEmpty
        }
        finally {
            Stop-LvbEmulator -Emulator $abroad
            Connect-Lvb -Emulator $emulator -Api $Api
        }
    }

    It 'says which states the service can filter by' {
        foreach ($state in 'Forbidden', 'Error') {
            $failure = try { Get-LvbChannel -Status $state -ErrorAction Stop } catch { $_ }
            $failure.FullyQualifiedErrorId | Should -BeLike @{ V2 = 'LvbInvalidArgument,*'; V3 = 'LvbNotSupported,*' }[$Api]
            $failure.ErrorDetails.RecommendedAction | Should -BeLike @{ V2 = '*Where-Object*'; V3 = '*Live, NoInput or Disabled*' }[$Api]
        }
    }

    It 'reads page by page, and not one page too many' {
        Get-Pages { Get-LvbChannel -PageSize 10 | Should -HaveCount 13 } | Should -Be $differs.Pages
        Get-Pages { Get-LvbChannel -PageSize 10 -First 10 | Should -HaveCount 10 } | Should -Be 1
        Get-Pages { (Get-LvbChannel -PageSize 10 -Skip 12).StreamId | Should -Be $differs.Latest } | Should -Be 1
        Get-Pages { Get-LvbChannel -PageSize 10 | Select-Object -First 1 } | Should -Be 1
    }

    It 'emits the total first, or only the total' {
        $output = @(Get-LvbChannel -First 2 -IncludeTotalCount)
        $output | Should -HaveCount 3
        [uint64]$output[0] | Should -Be 13
        $output[0].Accuracy | Should -Be 1.0
        [uint64](Get-LvbChannel -First 0 -IncludeTotalCount) | Should -Be 13
    }

    It 'refuses a page size that the service does not accept: <Size>' -ForEach @(@{ Size = 9 }, @{ Size = 101 }) {
        { Get-LvbChannel -PageSize $Size } | Should -Throw
    }

    It 'looks right in CSV and JSON' {
        (Get-LvbChannel -First 1 | ConvertTo-Csv)[1] | Should -BeLike '*8888_news*'
        (Get-LvbChannel -First 1 | ConvertTo-Json | ConvertFrom-Json).StreamId | Should -Be '8888_news'
    }
}

Describe 'Get-LvbLiveChannel on <Service>' -ForEach $services {
    BeforeAll { Connect-Lvb -Emulator $emulator -Api $Api }

    It 'lists live streams' {
        $channels = @(Get-LvbLiveChannel)
        $channels[0] | Should -BeOfType 'TencentLvb.LiveChannel'
        $channels.StreamId | Should -Be '8888_news', '8888_sports', '8888_concert', '8888_studio'
    }

    It 'follows pushes and cuts' {
        Set-LvbEmulatorStream -Emulator $emulator -StreamId 8888_studio -State NoInput
        (Get-LvbLiveChannel).StreamId | Should -Not -Contain '8888_studio'
        Set-LvbEmulatorStream -Emulator $emulator -StreamId 8888_studio -State Live
        (Get-LvbLiveChannel).StreamId | Should -Contain '8888_studio'
    }

    It 'reports an error of the account according to -ErrorAction' {
        Set-LvbEmulatorFault -Emulator $emulator -Interface $Wire.LiveList -Kind SignInvalid -Count 1
        Get-LvbLiveChannel -ErrorAction SilentlyContinue -ErrorVariable failed | Should -BeNullOrEmpty
        $failed.FullyQualifiedErrorId | Should -BeLike 'LvbSignatureInvalid*'
        Set-LvbEmulatorFault -Emulator $emulator -Interface $Wire.LiveList -Kind SignInvalid -Count 1
        { Get-LvbLiveChannel -ErrorAction Stop } | Should -Throw -ErrorId 'LvbSignatureInvalid*'
    }
}

Describe 'Get-LvbChannelStatus on <Service>' -ForEach $services {
    BeforeAll { Connect-Lvb -Emulator $emulator -Api $Api }

    It 'emits the state of each stream in the order of the input' {
        $states = '8888_news', '8888_weather', '8888_banned' | Get-LvbChannelStatus
        $states.StreamId | Should -Be '8888_news', '8888_weather', '8888_banned'
        $states.Status | Should -Be 'Live', 'NoInput', 'Disabled'
        $states[0] | Should -BeOfType 'TencentLvb.ChannelStatus'
        if ($Api -eq 'V2') {
            $states[0].Width | Should -Be 1920
            $states[0].Height | Should -Be 1080
            $states[0].RateType | Should -Be 0
            $states[0].RecvType | Should -BeIn 1, 2, 3
        }
        else {
            $null -eq $states[0].Width -and $null -eq $states[0].Height | Should -BeTrue
            $null -eq $states[0].RateType -and $null -eq $states[0].RecvType | Should -BeTrue
            "$($states[0].PushDomain)/$($states[0].AppName)" | Should -Be 'push.example.com/live'
        }
    }

    It 'for a stream that was never pushed, shows how to find the right one where the service knows' {
        $states = '8888_nobody', '8888_news' | Get-LvbChannelStatus -ErrorVariable problems -ErrorAction SilentlyContinue
        if ($Api -eq 'V3') {
            $states.Status | Should -Be 'NoInput', 'Live'
            $problems | Should -BeNullOrEmpty
            return
        }

        $states.StreamId | Should -Be '8888_news'
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'LvbApi.20601*'
        $problems[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $problems[0].TargetObject | Should -Be '8888_nobody'
        $problems[0].ErrorDetails.RecommendedAction | Should -BeLike '*Get-LvbChannel*'
    }

    It 'writes one error for one bad ID, and for one that the service cannot handle' {
        Set-LvbEmulatorFault -Emulator $emulator -Interface $Wire.Status -Kind NotActivated -Count 1
        $quietly = @{ ThrottleLimit = 1; ErrorAction = 'SilentlyContinue'; ErrorVariable = 'problems' }
        $states = @('8888_sports', '8888_news', '', '8888_studio' | Get-LvbChannelStatus @quietly)
        $states.StreamId | Should -Be '8888_news', '8888_studio'
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'LvbNotActivated,*'
        $problems[0].TargetObject | Should -Be '8888_sports'
        $problems[0].Exception.Interface | Should -Be $Wire.Status
        $problems[1].FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument,*'
    }

    It 'accepts the output of the lists' {
        (Get-LvbLiveChannel | Get-LvbChannelStatus).Status | Should -Be 'Live', 'Live', 'Live', 'Live'
        (Get-LvbChannel -First 2 | Get-LvbChannelStatus).StreamId | Should -Be '8888_news', '8888_sports'
    }
}
