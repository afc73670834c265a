# What the services refuse: the error ID, its category, and its recommendation. And what is refused before a request.
BeforeDiscovery { . $PSScriptRoot/Services.ps1 }

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Start-LvbEmulator -SampleData
    function Get-FirstError([scriptblock]$Script) { try { $null = & $Script } catch { $_ } }
    function Get-Count([string]$Interface = '*') { @(Get-LvbEmulatorRequest -Emulator $emulator -Interface $Interface).Count }
}

AfterAll {
    Set-LvbEmulatorFault -Emulator $emulator -Clear
    Disconnect-Lvb
    $emulator | Stop-LvbEmulator
}

Describe 'A refusal of <Service>' -ForEach $services {
    BeforeAll { Connect-Lvb -Emulator $emulator -Api $Api }

    $refused = @{
        V2 = @(
            @{ Command = 'Invoke-LvbApi Nonsense'; Id = 'LvbApi.4005'; Advice = '*Press Tab after Invoke-LvbApi*' }
            @{
                Command = 'Invoke-LvbApi Live_Channel_GetStatus @{ nonsense = 1 }'
                Id = 'LvbApi.20001'
                Advice = '*names and the values of the parameters*'
            }
            @{ Command = 'Stop-LvbTape 8888_news 123'; Id = 'LvbApi.20002'; Advice = '*has ended, or its id belongs*Get-LvbTapeFile*' }
        )
        V3 = @(
            @{ Command = 'Invoke-LvbApi Nonsense'; Id = 'LvbApi.InvalidAction'; Advice = '*Connect-Lvb -Site*' }
            @{
                Command = 'Invoke-LvbApi DescribeLiveDomains @{ Nonsense = 1 }'
                Id = 'LvbApi.UnknownParameter'
                Advice = "*service's message names*"
            }
            @{ Command = 'Stop-LvbTape 8888_news 123'; Id = 'LvbApi.InvalidParameter*'; Advice = '*' }
        )
    }[$Api]

    It 'has a recommendation: <Command>' -ForEach $refused {
        $failure = Get-FirstError ([scriptblock]::Create("$Command -ErrorAction Stop"))
        $failure.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $failure.ErrorDetails.RecommendedAction | Should -BeLike $Advice
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'is ObjectNotFound for an unknown task' {
        $failure = Get-FirstError { Stop-LvbTape 8888_news 123 -ErrorAction Stop }
        $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure.TargetObject | Should -Be '8888_news'
    }

    It 'happens before any request: a recording that would have ended' {
        $before = Get-Count
        $begun = (Get-Date).AddHours(-2)
        foreach ($times in @{ Duration = '10m' }, @{ EndTime = (Get-Date).AddHours(-1) }) {
            $failure = Get-FirstError { Start-LvbTape 8888_news -StartTime $begun @times -FileFormat mp4 -ErrorAction Stop }
            $failure.FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument*'
            "$failure" | Should -BeLike '*has passed*'
        }

        Get-Count | Should -Be $before
        (Start-LvbTape 8888_news -StartTime (Get-Date).AddMinutes(-2) -Duration 10m -FileFormat mp4).TaskId | Should -Not -BeNullOrEmpty
    }

    It 'is written once' {
        $one = New-LvbMixInput 8888_news -Layer 1
        $message = "$(Get-FirstError { Start-LvbStreamMix said 8888_news -InputStream $one -ErrorAction Stop })"
        [regex]::Matches($message, 'fewer than two inputs').Count | Should -Be 1
    }
}

Describe 'A change without a statement from API 2.0' {
    It 'says how to check' {
        Connect-Lvb -Emulator $emulator
        Set-LvbEmulatorFault -Emulator $emulator -Interface Live_Channel_SetStatus -Kind NoReturnData -Count 1
        Set-LvbChannelStatus status_1 -Status Disabled -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'LvbNoReturnData*'
        $failed[0].ErrorDetails.RecommendedAction | Should -BeLike '*Get-LvbChannelStatus*'
    }
}

Describe 'A parameter that a service does not support' {
    It 'is refused before any request: <Command> on <Api>' -ForEach @(
        @{ Api = 'V2'; Command = 'Start-LvbTape 8888_news -Duration 10m -TemplateId 5' }
        @{ Api = 'V2'; Command = 'Get-LvbScreenshot 8888_news' }
        @{ Api = 'V2'; Command = 'Get-LvbChannel -Last 1d' }
        @{ Api = 'V2'; Command = 'Get-LvbDomain'; Way = '*API 3.0*' }
        @{ Api = 'V2'; Command = 'Get-LvbTapeTask'; Way = '*API 3.0*' }
        @{ Api = 'V2'; Command = 'Get-LvbEventRecord 8888_news'; Way = '*API 3.0*' }
        @{ Api = 'V2'; Command = 'Get-LvbCallback'; Way = '*API 3.0*' }
        @{ Api = 'V2'; Command = 'Set-LvbCallback http://localhost/ -EventType StreamStarted'; Way = '*API 3.0*' }
        @{ Api = 'V2'; Command = 'Remove-LvbCallback -PushDomain push.example.com'; Way = '*API 3.0*' }
        @{ Api = 'V3'; Command = 'Get-LvbScreenshot'; Way = '*Receive-LvbEvent -EventType ScreenshotCreated*' }
        @{ Api = 'V3'; Command = 'Get-LvbChannel -Status Disabled'; Way = '*Get-LvbChannelStatus*' }
        @{ Api = 'V3'; Command = 'Invoke-LvbApi DescribeLiveDomains -Statistics' }
    ) {
        $connection = Connect-Lvb -Emulator $emulator -Api $Api -PassThru
        $before = Get-Count
        $failure = Get-FirstError ([scriptblock]::Create("$Command -Connection `$connection -ErrorAction Stop"))
        $failure.FullyQualifiedErrorId | Should -BeLike 'LvbNotSupported*'
        $failure.CategoryInfo.Category | Should -Be 'NotImplemented'
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        if ($Way) { "$failure $($failure.ErrorDetails.RecommendedAction)" | Should -BeLike $Way }
        Get-Count | Should -Be $before
    }
}

Describe 'Codes of API 3.0' {
    BeforeAll {
        $connection = Connect-Lvb -Emulator $emulator -Api V3 -MaximumRetryCount 0 -PassThru
        $here = @{ Connection = $connection; ErrorAction = 'Stop' }
    }

    AfterEach { Set-LvbEmulatorFault -Emulator $emulator -Clear }

    It 'are errors of the module: <Code>' -ForEach @(
        @{ Code = 'AuthFailure.SignatureFailure'; Id = 'LvbSignatureInvalid'; Category = 'AuthenticationError' }
        @{ Code = 'AuthFailure.InvalidAuthorization'; Id = 'LvbSignatureInvalid'; Category = 'AuthenticationError' }
        @{ Code = 'AuthFailure.SecretIdNotFound'; Id = 'LvbSignatureInvalid'; Category = 'AuthenticationError' }
        @{ Code = 'AuthFailure.TokenFailure'; Id = 'LvbSignatureInvalid'; Category = 'AuthenticationError' }
        @{ Code = 'AuthFailure.UnauthorizedOperation'; Category = 'PermissionDenied'; Advice = '*live:DescribeLiveStreamState*' }
        @{ Code = 'UnauthorizedOperation'; Category = 'PermissionDenied'; Advice = '*live:DescribeLiveStreamState*' }
        @{ Code = 'UnauthorizedOperation.CamNoAuth'; Category = 'PermissionDenied' }
        @{ Code = 'InternalError.NotPermmitOperat'; Category = 'PermissionDenied' }
        @{ Code = 'IpNotInWhitelist'; Category = 'PermissionDenied' }
        @{ Code = 'ResourceNotFound.StopService'; Id = 'LvbNotActivated'; Category = 'PermissionDenied'; Advice = '*overdue payments*' }
        @{ Code = 'ResourceNotFound.FreezeService'; Id = 'LvbNotActivated'; Category = 'PermissionDenied' }
        @{ Code = 'InvalidParameter.NotAllowUseLVB'; Id = 'LvbNotActivated'; Category = 'PermissionDenied' }
        @{ Code = 'UnsupportedOperation.NotLVBCodeMode'; Id = 'LvbNotActivated'; Category = 'PermissionDenied' }
        @{ Code = 'RequestLimitExceeded'; Category = 'LimitsExceeded'; Advice = '*-MaximumRequestsPerSecond*' }
        @{ Code = 'RequestLimitExceeded.UinLimitExceeded'; Category = 'LimitsExceeded' }
        @{ Code = 'LimitExceeded.RateLimitExceeded'; Category = 'LimitsExceeded' }
        @{ Code = 'LimitExceeded.MaximumTask'; Category = 'LimitsExceeded'; Advice = '*quota*' }
        @{ Code = 'ResourceInsufficient'; Category = 'LimitsExceeded' }
        @{ Code = 'InternalError'; Category = 'InvalidResult' }
        @{ Code = 'FailedOperation.CallOtherSvrFailed'; Category = 'InvalidResult' }
        @{ Code = 'ServiceUnavailable'; Category = 'ResourceUnavailable' }
        @{ Code = 'ResourceNotFound.DomainNotExist'; Category = 'ObjectNotFound' }
        @{ Code = 'InternalError.PushDomainNoRecord'; Category = 'ObjectNotFound' }
        @{ Code = 'ResourceUnavailable.StreamNotExist'; Category = 'ObjectNotFound' }
        @{ Code = 'InvalidParameter'; Category = 'InvalidArgument' }
        @{ Code = 'InvalidParameterValue.StreamName'; Category = 'InvalidArgument' }
        @{ Code = 'MissingParameter'; Category = 'InvalidArgument' }
        @{ Code = 'ResourceInUse'; Category = 'ResourceExists' }
        @{ Code = 'InvalidParameter.RuleAlreadyExist'; Category = 'ResourceExists' }
        @{ Code = 'UnsupportedRegion'; Category = 'NotImplemented'; Advice = '*Connect-Lvb -Region*' }
        @{ Code = 'ActionOffline'; Category = 'NotImplemented' }
        @{ Code = 'NoSuchVersion'; Category = 'NotImplemented' }
    ) {
        Set-LvbEmulatorFault -Emulator $emulator -Interface DescribeLiveStreamState -Kind ErrorCode -Code $Code
        $before = Get-Count DescribeLiveStreamState
        $failure = Get-FirstError { Get-LvbChannelStatus 8888_news -PushDomain push.example.com -AppName live @here }
        $failure.FullyQualifiedErrorId | Should -BeLike "$(if ($Id) { $Id } else { "LvbApi.$Code" }),*"
        $failure.CategoryInfo.Category | Should -Be $Category
        $failure.TargetObject | Should -Be '8888_news'
        $failure.Exception.Code | Should -Be $Code
        $failure.Exception.RequestId | Should -Match '^[0-9a-f]{8}-'
        $failure.Exception.Ret | Should -BeNullOrEmpty
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        if ($Advice) { $failure.ErrorDetails.RecommendedAction | Should -BeLike $Advice }
        (Get-Count DescribeLiveStreamState) - $before | Should -Be 1
    }

    It 'leave the result open of a change that may have been made: <Code>' -ForEach @(
        @{ Code = 'InternalError' }, @{ Code = 'FailedOperation.CallOtherSvrError' }, @{ Code = 'ServiceUnavailable' }
    ) {
        Set-LvbEmulatorFault -Emulator $emulator -Interface DropLiveStream -Kind ErrorCode -Code $Code
        $before = Get-Count DropLiveStream
        $failure = Get-FirstError { Set-LvbChannelStatus 8888_news -Status Disconnected -Connection $connection -ErrorAction Stop }
        $failure.FullyQualifiedErrorId | Should -BeLike 'LvbAmbiguousOutcome,*'
        $failure.Exception.Code | Should -Be $Code
        (Get-Count DropLiveStream) - $before | Should -Be 1
    }

    It 'that are transient are retried for a change: <Code>' -ForEach @(
        @{ Code = 'RequestLimitExceeded'; Command = { Set-LvbChannelStatus 8888_news -Status Disconnected -ErrorAction Stop } }
        @{ Code = 'InternalError'; Command = { Set-LvbChannelStatus 8888_news -Status Enabled -ErrorAction Stop } }
        @{ Code = 'ServiceUnavailable'; Command = { Get-LvbChannelStatus 8888_news -ErrorAction Stop } }
    ) {
        Connect-Lvb -Emulator $emulator -Api V3
        foreach ($action in 'DropLiveStream', 'ResumeLiveStream', 'DescribeLiveStreamState') {
            Set-LvbEmulatorFault -Emulator $emulator -Interface $action -Kind ErrorCode -Code $Code -Count 1
        }

        { & $Command } | Should -Not -Throw
    }
}
