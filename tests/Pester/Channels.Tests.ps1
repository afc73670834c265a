BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Start-LvbEmulator -SampleData
    Connect-Lvb -Emulator $emulator

    function Get-Pages([scriptblock]$Script) {
        $before = @(Get-LvbEmulatorRequest -Emulator $emulator -Interface Live_Channel_GetChannelList).Count
        $null = & $Script
        @(Get-LvbEmulatorRequest -Emulator $emulator -Interface Live_Channel_GetChannelList).Count - $before
    }
}

AfterAll {
    Disconnect-Lvb
    Stop-LvbEmulator -Emulator $emulator
}

Describe 'Get-LvbChannel' {
    It 'lists the channels, the oldest first' {
        $channels = @(Get-LvbChannel)
        $channels | Should -HaveCount 13
        $news = $channels[0]
        $news | Should -BeOfType 'TencentLvb.Channel'
        $news.StreamId | Should -Be '8888_news'
        $news.ChannelId | Should -Be '8888_news'
        $news | Get-Member -Name ChannelId | Should -Not -BeNullOrEmpty
        $news.Name | Should -Be 'news'
        $news.Status | Should -Be 'Live'
        $news.CreateTime | Should -BeOfType 'System.DateTimeOffset'
        $news.CreateTime | Should -BeLessThan $channels[1].CreateTime
        , $news.Path | Should -BeOfType 'string[]'
        ($channels | Where-Object StreamId -EQ 8888_suspended).Status | Should -Be 'Forbidden'
    }

    It 'turns the order' {
        $forward = @(Get-LvbChannel).StreamId
        $backward = @(Get-LvbChannel -Descending).StreamId
        [array]::Reverse($backward)
        $backward | Should -Be $forward
    }

    It 'filters by state: <State>' -ForEach @(
        @{ State = 'Live'; Count = 4 }
        @{ State = 'Disabled'; Count = 1 }
        @{ State = 'NoInput'; Count = 6 }
    ) {
        $channels = @(Get-LvbChannel -Status $State)
        $channels | Should -HaveCount $Count
        $channels | Where-Object Status -NE $State | Should -BeNullOrEmpty
    }

    It 'says by which states the service filters' {
        { Get-LvbChannel -Status Forbidden } | Should -Throw -ErrorId 'LvbInvalidArgument*'
        try { Get-LvbChannel -Status Forbidden } catch { $_.ErrorDetails.RecommendedAction | Should -BeLike '*Where-Object*' }
    }

    It 'reads page by page, and no page too many' {
        Get-Pages { Get-LvbChannel -PageSize 10 | Should -HaveCount 13 } | Should -Be 2
        Get-Pages { Get-LvbChannel -PageSize 10 -First 10 | Should -HaveCount 10 } | Should -Be 1
        Get-Pages { (Get-LvbChannel -PageSize 10 -Skip 12).StreamId | Should -Be '8888_suspended' } | Should -Be 1
        Get-Pages { Get-LvbChannel -PageSize 10 | Select-Object -First 1 } | Should -Be 1
    }

    It 'tells the total first, also alone' {
        $output = @(Get-LvbChannel -First 2 -IncludeTotalCount)
        $output | Should -HaveCount 3
        [uint64]$output[0] | Should -Be 13
        $output[0].Accuracy | Should -Be 1.0
        [uint64](Get-LvbChannel -First 0 -IncludeTotalCount) | Should -Be 13
    }

    It 'refuses a page size that the service does not take: <Size>' -ForEach @(@{ Size = 9 }, @{ Size = 101 }) {
        { Get-LvbChannel -PageSize $Size } | Should -Throw
    }

    It 'looks right in CSV and JSON' {
        (Get-LvbChannel -First 1 | ConvertTo-Csv)[1] | Should -BeLike '*8888_news*'
        (Get-LvbChannel -First 1 | ConvertTo-Json | ConvertFrom-Json).StreamId | Should -Be '8888_news'
    }
}

Describe 'Get-LvbLiveChannel' {
    It 'lists what is live' {
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

    It 'gives the error of the account, which -ErrorAction decides about' {
        Set-LvbEmulatorFault -Emulator $emulator -Interface Live_Channel_GetLiveChannelList -Kind SignInvalid -Count 1
        Get-LvbLiveChannel -ErrorAction SilentlyContinue -ErrorVariable failed | Should -BeNullOrEmpty
        $failed.FullyQualifiedErrorId | Should -BeLike 'LvbSignatureInvalid*'
        Set-LvbEmulatorFault -Emulator $emulator -Interface Live_Channel_GetLiveChannelList -Kind SignInvalid -Count 1
        { Get-LvbLiveChannel -ErrorAction Stop } | Should -Throw -ErrorId 'LvbSignatureInvalid*'
    }
}

Describe 'Get-LvbChannelStatus' {
    It 'tells the state of each stream, in the order of the input' {
        $states = '8888_news', '8888_weather', '8888_banned' | Get-LvbChannelStatus
        $states.StreamId | Should -Be '8888_news', '8888_weather', '8888_banned'
        $states.Status | Should -Be 'Live', 'NoInput', 'Disabled'
        $states[0] | Should -BeOfType 'TencentLvb.ChannelStatus'
        $states[0].Width | Should -Be 1920
        $states[0].Height | Should -Be 1080
        $states[0].RateType | Should -Be 0
        $states[0].RecvType | Should -BeIn 1, 2, 3
    }

    It 'says of a stream that was never pushed how to find the right one' {
        $states = '8888_nobody', '8888_news' | Get-LvbChannelStatus -ErrorVariable problems -ErrorAction SilentlyContinue
        $states.StreamId | Should -Be '8888_news'
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'LvbApi.20601*'
        $problems[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $problems[0].TargetObject | Should -Be '8888_nobody'
        $problems[0].ErrorDetails.RecommendedAction | Should -BeLike '*Get-LvbChannel*'
    }

    It 'takes what the lists give' {
        (Get-LvbLiveChannel | Get-LvbChannelStatus).Status | Should -Be 'Live', 'Live', 'Live', 'Live'
        (Get-LvbChannel -First 2 | Get-LvbChannelStatus).StreamId | Should -Be '8888_news', '8888_sports'
    }
}

Describe 'Answers in other shapes' {
    It 'reads them all the same: <Shape>' -ForEach @(
        @{ Shape = 'OutputInArray' }, @{ Shape = 'NumbersAsText' }, @{ Shape = 'StatusObject' }, @{ Shape = 'LiveChannelObjects' }
        @{ Shape = 'ChannelStatusKey' }, @{ Shape = 'RetMessageOnly' }, @{ Shape = 'RetcodeErrmsgOnly' }, @{ Shape = 'StreamCountTotal' }, @{ Shape = 'SumInfoArray' }
    ) {
        $other = Start-LvbEmulator -SampleData -Shape $Shape
        try {
            $account = Connect-Lvb -Emulator $other -PassThru
            (Get-LvbChannel -Connection $account -First 1).Status | Should -Be 'Live'
            @(Get-LvbLiveChannel -Connection $account) | Should -HaveCount 4
            (Get-LvbChannelStatus 8888_news -Connection $account).Status | Should -Be 'Live'
            @(Get-LvbLiveStat -Connection $account) | Should -HaveCount 4
            @(Get-LvbLiveStat 8888_news -PageSize 1 -Connection $account) | Should -HaveCount 1
            @(Get-LvbTapeFile 8888_news -Connection $account) | Should -HaveCount 13
            (Get-LvbLivePlayStatHistory 8888_news -Summary -Connection $account).TotalTrafficMB | Should -BeGreaterThan 0
        }
        finally {
            Stop-LvbEmulator -Emulator $other
            Connect-Lvb -Emulator $emulator
        }
    }

    It 'takes an answer that says nothing for an empty one: <Shape>' -ForEach @(
        @{ Shape = 'OutputMissing' }, @{ Shape = 'OutputNull' }, @{ Shape = 'OutputEmptyObject' }, @{ Shape = 'OutputEmptyArray' }
    ) {
        $other = Start-LvbEmulator -Shape $Shape, EmptyLiveStat
        try {
            $account = Connect-Lvb -Emulator $other -PassThru
            Get-LvbChannel -Connection $account | Should -BeNullOrEmpty
            Get-LvbLiveChannel -Connection $account | Should -BeNullOrEmpty
            Get-LvbLiveStat -Connection $account | Should -BeNullOrEmpty
            Get-LvbTapeFile 8888_a -Connection $account | Should -BeNullOrEmpty
            (Get-LvbLiveStat -Summary -Connection $account).StreamCount | Should -Be 0
        }
        finally {
            Stop-LvbEmulator -Emulator $other
            Connect-Lvb -Emulator $emulator
        }
    }
}
