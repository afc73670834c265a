# Invoke-LvbApi and Test-LvbConnection on API 3.0.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Start-LvbEmulator -SampleData
    $emulator | Connect-Lvb -Api V3
    function Get-FirstError([scriptblock]$Script) { try { $null = & $Script } catch { $_ } }
    function Get-Last { @(Get-LvbEmulatorRequest -Emulator $emulator)[-1] }
    function Get-Count { @(Get-LvbEmulatorRequest -Emulator $emulator).Count }
}

AfterAll { Disconnect-Lvb; Stop-LvbEmulator -Emulator $emulator }

Describe 'Invoke-LvbApi on API 3.0' {
    AfterEach { Set-LvbEmulatorFault -Emulator $emulator -Clear }

    It 'emits the contents of the response, without the RequestId' {
        $answer = Invoke-LvbApi DescribeLiveStreamOnlineList
        $answer.psobject.Properties.Name | Should -Contain 'OnlineInfo'
        $answer.psobject.Properties.Name | Should -Not -Contain 'RequestId'
        $answer.TotalNum | Should -BeOfType 'long'
        @($answer.OnlineInfo).StreamName | Should -Contain '8888_news'
        (Get-Last).Body | Should -Be '{}'
    }

    It 'emits nothing for a response that has only a RequestId' {
        $place = @{ AppName = 'live'; DomainName = 'push.example.com'; StreamName = '8888_sports' }
        Invoke-LvbApi ForbidLiveStream ($place + @{ Reason = 'spec' }) -Confirm:$false | Should -BeNullOrEmpty
        Invoke-LvbApi ResumeLiveStream $place -Confirm:$false | Should -BeNullOrEmpty
    }

    It 'sends nested parameters unchanged: numbers, lists, tables, true and false' {
        $null = Invoke-LvbApi DescribeLiveDomains @{ PageSize = 10; DomainType = 0 }
        (Get-Last).Body | ConvertFrom-Json | ForEach-Object { "$($_.PageSize) $($_.DomainType)" } | Should -Be '10 0'
        $layout = @{ ImageLayer = 1; Color = $null; Deep = @(@{ A = @(1, 2); B = $true }) }
        $null = Get-FirstError { Invoke-LvbApi DescribeNothing @{ List = @($layout); One = , 'x'; Text = '5' } -ErrorAction Stop }
        $body = (Get-Last).Body | ConvertFrom-Json
        $body.List[0].ImageLayer | Should -BeOfType 'long'
        $body.List[0].Deep[0].A | Should -Be @(1, 2)
        $body.List[0].Deep[0].B | Should -BeTrue
        $body.One.GetType().IsArray | Should -BeTrue
        $body.Text | Should -BeOfType 'string'
    }

    It 'sends the region where the action requires one, and only there' {
        $day = @{ StartTime = [DateTimeOffset]::Now.AddHours(-1).ToUnixTimeSeconds(); EndTime = [DateTimeOffset]::Now.ToUnixTimeSeconds() }
        $null = Invoke-LvbApi DescribeRecordTask $day
        (Get-Last).Region | Should -Be 'ap-guangzhou'
        $null = Invoke-LvbApi DescribeLiveDomains
        (Get-Last).Region | Should -BeNullOrEmpty
    }

    It 'calls another product' {
        $null = Invoke-LvbApi SearchMedia @{ Limit = 1 } -Service vod
        "$((Get-Last).Service) $((Get-Last).Region)" | Should -Be 'vod ap-guangzhou'
    }

    It 'needs the version of an unknown product' {
        $before = Get-Count
        $failure = Get-FirstError { Invoke-LvbApi DescribeThings -Service cvm -ErrorAction Stop }
        $failure.FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument,*'
        "$failure $($failure.ErrorDetails.RecommendedAction)" | Should -BeLike '*-Version*'
        Get-Count | Should -Be $before
    }

    It 'refuses parameters of API 2.0: <Name>' -ForEach @(
        @{ Name = '-Statistics'; Do = { Invoke-LvbApi DescribeLiveDomains -Statistics -ErrorAction Stop }; Id = 'LvbNotSupported' }
        @{ Name = 'an interface'; Do = { Invoke-LvbApi Live_Channel_GetStatus -ErrorAction Stop }; Id = 'LvbInvalidArgument' }
    ) {
        $before = Get-Count
        (Get-FirstError $Do).FullyQualifiedErrorId | Should -BeLike "$Id,*"
        Get-Count | Should -Be $before
    }

    It 'refuses parameters of API 3.0 on API 2.0: <_>' -ForEach '-Service', '-Version' {
        $old = Connect-Lvb -Emulator $emulator -PassThru
        $emulator | Connect-Lvb -Api V3
        $extra = @{ $_.TrimStart('-') = if ($_ -eq '-Service') { 'vod' } else { '2018-08-01' } }
        $failure = Get-FirstError { Invoke-LvbApi Live_Channel_GetStatus @extra -Connection $old -ErrorAction Stop }
        $failure.FullyQualifiedErrorId | Should -BeLike 'LvbNotSupported,*'
    }

    It 'reports the code, the message and the RequestId of a refusal' {
        $failure = Get-FirstError { Invoke-LvbApi DescribeNothing -ErrorAction Stop }
        $failure.FullyQualifiedErrorId | Should -BeLike 'LvbApi.InvalidAction,*'
        $failure.Exception.Code | Should -Be 'InvalidAction'
        $failure.Exception.RequestId | Should -Not -BeNullOrEmpty
        $failure.CategoryInfo.Category | Should -Be 'NotImplemented'
    }
}

Describe 'Test-LvbConnection on API 3.0' {
    BeforeAll {
        $fast = Connect-Lvb -Emulator $emulator -Api V3 -MaximumRetryCount 0 -PassThru
        function Get-Steps($Connection) { @(Test-LvbConnection -Detailed -Connection $Connection) }
        function Get-Marks($Steps) {
            -join ($Steps | ForEach-Object { if ($null -eq $_.Succeeded) { '.' } elseif ($_.Succeeded) { '+' } else { '-' } })
        }
    }

    AfterEach { Set-LvbEmulatorFault -Emulator $emulator -Clear }

    It 'reports what is wrong: <Code>' -ForEach @(
        @{ Code = 'AuthFailure.SignatureFailure'; Marks = '++++-.'; Text = '*SecretKey*' }
        @{ Code = 'AuthFailure.SecretIdNotFound'; Marks = '++++-.'; Text = '*SecretId*-Site International*Connect-Lvb -AppId*' }
        @{ Code = 'AuthFailure.TokenFailure'; Marks = '++++-.'; Text = '*token*' }
        @{ Code = 'UnauthorizedOperation'; Marks = '+++++-'; Text = '*live:DescribeLiveDomains*' }
        @{ Code = 'AuthFailure.UnauthorizedOperation'; Marks = '+++++-'; Text = '*live:DescribeLiveDomains*' }
        @{ Code = 'ResourceNotFound.StopService'; Marks = '+++++-'; Text = '*overdue payments*' }
        @{ Code = 'UnsupportedRegion'; Marks = '+++++-'; Text = '*-Site International*' }
        @{ Code = 'InternalError'; Marks = '++++?-'; Text = '*wait*' }
    ) {
        Set-LvbEmulatorFault -Emulator $emulator -Kind ErrorCode -Code $Code
        $steps = Get-Steps $fast
        $steps.Step | Should -Be @('Secret', 'Dns', 'Connect', 'Clock', 'Signature', 'Account')
        Get-Marks $steps | Should -BeLike $Marks
        ($steps | Where-Object Succeeded -EQ $false).Recommendation | Should -BeLike $Text
        Test-LvbConnection -Connection $fast | Should -BeFalse
    }

    It 'reports that a missing service cannot be reached' {
        $there = @{ Endpoint = "http://127.0.0.1:$(Get-FreePort)"; MaximumRetryCount = 0 }
        $nobody = Connect-Lvb -SecretId AKIDx -SecretKey (ConvertTo-TestKey) @there -PassThru
        Get-Marks (Get-Steps $nobody) | Should -Be '++-...'
        Test-LvbConnection -Connection $nobody | Should -BeFalse
    }
}
