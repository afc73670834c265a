# The same responses in the forms that the services have used over the years.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Start-LvbEmulator -SampleData
    Connect-Lvb -Emulator $emulator
}

AfterAll {
    Disconnect-Lvb
    Stop-LvbEmulator -Emulator $emulator
}

Describe 'Responses of API 2.0 in other forms' {
    It 'reads them like the usual form: <Shape>' -ForEach @(
        @{ Shape = 'OutputInArray' }, @{ Shape = 'NumbersAsText' }, @{ Shape = 'StatusObject' }, @{ Shape = 'LiveChannelObjects' }
        @{ Shape = 'ChannelStatusKey' }, @{ Shape = 'RetMessageOnly' }, @{ Shape = 'RetcodeErrmsgOnly' }, @{ Shape = 'StreamCountTotal' },
            @{ Shape = 'SumInfoArray' }
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

    It 'treats a response without content as an empty one: <Shape>' -ForEach @(
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

Describe 'Responses of API 3.0 in other forms' {
    It 'are read like the usual form: <Shape>' -ForEach @(
        'EmptyListNull', 'EmptyListMissing', 'InternalErrorForm', 'TextPlain', 'DeprecatedWarning', 'LiveRecordInfoNull' |
            ForEach-Object { @{ Shape = $_ } }
    ) {
        $other = Start-LvbEmulator -SampleData -Shape $Shape
        $empty = Start-LvbEmulator -Shape $Shape
        try {
            $account = Connect-Lvb -Emulator $other -Api V3 -PassThru -WarningAction SilentlyContinue
            (Get-LvbChannel -Connection $account -First 1).Status | Should -Be 'Live'
            @(Get-LvbLiveChannel -Connection $account) | Should -HaveCount 4
            @(Get-LvbLiveStat -Connection $account) | Should -HaveCount 4
            (Get-LvbChannelStatus 8888_news -Connection $account).Status | Should -Be 'Live'
            @(Get-LvbTapeFile 8888_news -Connection $account) | Should -HaveCount 13
            Get-LvbTapeFile 8888_weather -Connection $account | Should -BeNullOrEmpty
            (Get-LvbLivePlayStatHistory 8888_news -Summary -Connection $account).TotalTrafficMB | Should -BeGreaterThan 0

            $nothing = Connect-Lvb -Emulator $empty -Api V3 -PassThru
            $failed = @()
            Get-LvbChannel -PushDomain push.example.com -Connection $nothing -ErrorVariable +failed | Should -BeNullOrEmpty
            Get-LvbChannel -Status Live -Connection $nothing -ErrorVariable +failed | Should -BeNullOrEmpty
            Get-LvbLiveChannel -Connection $nothing -ErrorVariable +failed | Should -BeNullOrEmpty
            Get-LvbLiveStat -Connection $nothing -ErrorVariable +failed | Should -BeNullOrEmpty
            Get-LvbLivePushStat 8888_a -Connection $nothing -ErrorVariable +failed | Should -BeNullOrEmpty
            Get-LvbLivePushStatHistory 8888_a -Connection $nothing -ErrorVariable +failed | Should -BeNullOrEmpty
            Get-LvbTapeFile 8888_a -Connection $nothing -ErrorVariable +failed | Should -BeNullOrEmpty
            Get-LvbTapeTask -Connection $nothing -ErrorVariable +failed | Should -BeNullOrEmpty
            Get-LvbScreenshot 8888_a -Connection $nothing -ErrorVariable +failed | Should -BeNullOrEmpty
            Get-LvbEventRecord 8888_a -Connection $nothing -ErrorVariable +failed | Should -BeNullOrEmpty
            Get-LvbCallback -Connection $nothing -ErrorVariable +failed | Should -BeNullOrEmpty
            (Get-LvbLiveStat -Summary -Connection $nothing -ErrorVariable +failed).StreamCount | Should -Be 0
            $failed | Should -BeNullOrEmpty
        }
        finally { $other, $empty | Stop-LvbEmulator }
    }
}

Describe 'Errors of API 3.0 that mean an empty list' {
    BeforeAll { $account = Connect-Lvb -Emulator $emulator -Api V3 -PassThru }

    AfterEach { Set-LvbEmulatorFault -Emulator $emulator -Clear }

    It 'are not errors of <Action>' -ForEach @(
        @{ Action = 'DescribeLiveStreamPushInfoList'; Read = { Get-LvbLiveStat @here } }
        @{ Action = 'DescribeAllStreamPlayInfoList'; Read = { Get-LvbLivePlayStat @here } }
        @{ Action = 'DescribeLiveStreamOnlineList'; Read = { Get-LvbLiveChannel @here } }
        @{ Action = 'DescribeLiveStreamPublishedList'; Read = { Get-LvbChannel -PushDomain push.example.com @here } }
        @{ Action = 'SearchMedia'; Read = { Get-LvbTapeFile 8888_news @here } }
        @{ Action = 'DescribeRecordTask'; Read = { Get-LvbTapeTask 8888_news @here } }
        @{ Action = 'DescribeStreamPushInfoList'; Read = { Get-LvbLivePushStatHistory 8888_news @here } }
        @{ Action = 'DescribeStreamPlayInfoList'; Read = { Get-LvbLivePlayStatHistory 8888_news @here } }
        @{ Action = 'DescribeCallbackRecordsList'; Read = { Get-LvbScreenshot 8888_news @here } }
        @{ Action = 'DescribeLiveDomains'; Read = { Get-LvbDomain @here } }
        @{ Action = 'DescribeLiveCallbackRules'; Read = { Get-LvbCallback @here } }
    ) {
        $here = @{ Connection = $account; ErrorVariable = '+failed'; ErrorAction = 'SilentlyContinue' }
        $failed = @()
        foreach ($code in 'FailedOperation.HasNotLivingStream', 'InternalError.HasNotLivingStream', 'ResourceNotFound.EmptyData') {
            Set-LvbEmulatorFault -Emulator $emulator -Clear
            Set-LvbEmulatorFault -Emulator $emulator -Interface $Action -Kind ErrorCode -Code $code
            . $Read | Should -BeNullOrEmpty
            @(Get-LvbEmulatorRequest -Emulator $emulator -Interface $Action)[-1].Code | Should -Be $code
        }

        $failed | Should -BeNullOrEmpty
    }
}
