# Company networks: a proxy that requires a user name and a password before it forwards anything.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/PasswordProxy.ps1
    $names = 'HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'all_proxy', 'no_proxy'
    $before = @{}
    foreach ($name in $names) { $before[$name] = [Environment]::GetEnvironmentVariable($name) }

    function Set-Proxy([hashtable]$Variables) {
        foreach ($name in $names) { [Environment]::SetEnvironmentVariable($name, $null) }
        foreach ($name in $Variables.Keys) { [Environment]::SetEnvironmentVariable($name, $Variables[$name]) }
    }

    function Connect-Outside {
        Connect-Lvb -AppId 1234 -Key (ConvertTo-TestKey) -Endpoint http://lvb.example.invalid/common_access `
            -StatEndpoint http://stat.example.invalid/common_access -MaximumRetryCount 0
    }

    $folder = Join-Path ([System.IO.Path]::GetTempPath()) "lvb-proxy-$([guid]::NewGuid().ToString('N'))"
    $inputs = 1, 2 | ForEach-Object { New-LvbMixInput -StreamId "8888_$_" -Layer $_ -Type AudioVideo }
    $calls = @{
        'a query'             = { Get-LvbChannelStatus 8888_a -ErrorAction Stop }
        'an at-most-once call' = { Start-LvbTape 8888_a -Duration 1h -ErrorAction Stop }
        'a change'            = { Suspend-LvbChannel 8888_a -Duration 1h -ErrorAction Stop }
        'a post'              = { Stop-LvbStreamMix -SessionId room1 -OutputStreamId 8888_out -ErrorAction Stop }
        'an at-most-once post' = {
            Start-LvbStreamMix -SessionId room1 -OutputStreamId 8888_out -InputStream $inputs -NewStream -ErrorAction Stop
        }
        'any interface'       = { Invoke-LvbApi Live_Some_Thing -ErrorAction Stop }
        'a download'          = {
            [pscustomobject]@{ StreamId = '8888_a'; Url = 'http://vod.example.invalid/a.mp4'; FileId = '7' } |
                Save-LvbTapeFile -Path $folder -Force -ErrorAction Stop
        }
    }
}

AfterAll {
    Disconnect-Lvb
    Set-Proxy $before
    Remove-Item -LiteralPath $folder -Recurse -Force -ErrorAction Ignore
}

Describe 'A proxy that requires a password' {
    BeforeEach { $proxy = Start-PasswordProxy }

    AfterEach {
        Disconnect-Lvb
        Set-Proxy @{}
        Stop-PasswordProxy $proxy
    }

    It 'gets the password when it asks for it: <_>' -ForEach @(
        'a query', 'an at-most-once call', 'a change', 'a post', 'an at-most-once post', 'any interface', 'a download'
    ) {
        Set-Proxy @{ HTTP_PROXY = $proxy.Address }
        Connect-Outside

        { & $calls[$_] } | Should -Not -Throw

        @($proxy.Heard | ForEach-Object { $_.Split(' ')[0] }) | Should -Be @('asked', 'told')
    }

    It 'is named when the password is unknown, and nothing is ambiguous: <_>' -ForEach @(
        'a query', 'an at-most-once call', 'a change', 'a post', 'an at-most-once post', 'any interface', 'a download'
    ) {
        Set-Proxy @{ HTTP_PROXY = "http://$($proxy.Name)" }
        Connect-Outside

        $failure = { & $calls[$_] } | Should -Throw -PassThru

        $failure.FullyQualifiedErrorId | Should -BeLike 'LvbHttp.407,*'
        $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
        $failure.Exception.StatusCode | Should -Be 407
        $failure.Exception.Message | Should -Match ([regex]::Escape("the proxy $($proxy.Name) asks for a user name and password"))
        $failure.ErrorDetails.RecommendedAction |
            Should -Match ([regex]::Escape("`$env:HTTP_PROXY = 'http://user:password@$($proxy.Name)'"))
        $proxy.Heard | Should -HaveCount 1
    }

    It 'is named when the password is wrong, without showing the password: <_>' -ForEach @(
        'a query', 'an at-most-once call', 'an at-most-once post', 'a download'
    ) {
        Set-Proxy @{ http_proxy = "http://ops:wrong-canary@$($proxy.Name)" }
        Connect-Outside

        $failure = { & $calls[$_] } | Should -Throw -PassThru

        $failure.FullyQualifiedErrorId | Should -BeLike 'LvbHttp.407,*'
        "$($failure | Format-List * -Force | Out-String)$($failure.ErrorDetails.RecommendedAction)" | Should -Not -Match 'canary'
        $failure.Exception.Message | Should -Match "refused the user name and password of 'ops'"
        $proxy.Heard | Should -HaveCount 2
    }

    It 'is named over https too: <How>' -ForEach @(
        @{ How = 'API 3.0'; Do = { Get-LvbChannelStatus 8888_a -PushDomain push.example.com -ErrorAction Stop } }
        @{ How = 'API 3.0, at most once'; Do = {
                Start-LvbTape 8888_a -Duration 1h -TemplateId 1 -PushDomain p.example.com -ErrorAction Stop
            }
        }
        @{ How = 'a role'; Do = {
                Connect-Lvb -SecretId AKIDmine -SecretKey (ConvertTo-TestKey) -RoleArn qcs::cam::uin/1:roleName/live -ErrorAction Stop
            }
        }
        @{ How = 'a download'; Do = {
                [pscustomobject]@{ StreamId = '8888_a'; Url = 'https://vod.example.invalid/a.mp4' } |
                    Save-LvbTapeFile -Path $folder -ErrorAction Stop
            }
        }
    ) {
        Set-Proxy @{ HTTPS_PROXY = "http://ops:wrong-canary@$($proxy.Name)" }
        Connect-Lvb -SecretId AKIDmine -SecretKey (ConvertTo-TestKey) -MaximumRetryCount 0

        $failure = $Do | Should -Throw -PassThru

        $failure.FullyQualifiedErrorId | Should -BeLike 'LvbHttp.407,*'
        "$($failure | Format-List * -Force | Out-String)$($failure.ErrorDetails.RecommendedAction)" | Should -Not -Match 'canary'
        $failure.Exception.Message | Should -Match ([regex]::Escape("the proxy $($proxy.Name)"))
        $proxy.Heard[0] | Should -BeLike 'asked CONNECT *:443 *'
    }

    It 'gets the password for a tunnel, and its response is reported' {
        Set-Proxy @{ ALL_PROXY = $proxy.Address }
        Connect-Lvb -SecretId AKIDmine -SecretKey (ConvertTo-TestKey) -MaximumRetryCount 0

        $failure = { Get-LvbDomain -ErrorAction Stop } | Should -Throw -PassThru

        $failure.FullyQualifiedErrorId | Should -BeLike 'LvbHttp.502,*'
        $failure.Exception.Message | Should -Match 'refused to connect to live\.tencentcloudapi\.com'
        $proxy.Heard[1] | Should -BeLike 'told CONNECT *'
    }

    It 'is named by the connection test, with what to set' {
        Set-Proxy @{ HTTP_PROXY = "http://$($proxy.Name)" }
        Connect-Outside

        $step = Test-LvbConnection -Detailed | Where-Object { $_.Succeeded -eq $false }

        $step.Step | Should -Be 'Connect'
        $step.Message | Should -Match ([regex]::Escape($proxy.Name))
        $step.Recommendation | Should -Match 'HTTP_PROXY'
    }

    It 'gets a password that the session learns later' {
        Set-Proxy @{ HTTP_PROXY = "http://$($proxy.Name)" }
        Connect-Outside
        Get-LvbChannelStatus 8888_a -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        Set-Proxy @{ HTTP_PROXY = $proxy.Address }

        (Get-LvbChannelStatus 8888_a).Status | Should -Be 'Live'
    }

    It 'is bypassed for the hosts of NO_PROXY: <_>' -ForEach @(
        '*', 'lvb.example.invalid', '.example.invalid', 'example.invalid', '*.example.invalid', 'a.test,lvb.example.invalid:80'
    ) {
        Set-Proxy @{ HTTP_PROXY = $proxy.Address; NO_PROXY = $_ }
        Connect-Outside

        $failure = { Get-LvbChannelStatus 8888_a -ErrorAction Stop } | Should -Throw -PassThru

        $failure.FullyQualifiedErrorId | Should -BeLike 'LvbNetwork,*'
        $proxy.Heard | Should -HaveCount 0
    }

    It 'is bypassed for this machine' {
        Set-Proxy @{ ALL_PROXY = $proxy.Address }
        $emulator = Start-LvbEmulator -SampleData
        try {
            (Get-LvbLiveStat -Connection ($emulator | Connect-Lvb -PassThru)).Count | Should -BeGreaterThan 1
            Get-LvbTapeFile 8888_news -Last 1d -First 1 | Save-LvbTapeFile -Path $folder -PassThru | Should -HaveCount 1
        }
        finally { $emulator | Stop-LvbEmulator }
        $proxy.Heard | Should -HaveCount 0
    }

    It 'is an error before anything is sent when the variable is invalid' {
        Set-Proxy @{ HTTP_PROXY = 'http://ops:canary@proxy:99999' }
        Connect-Outside

        $failure = { Get-LvbChannelStatus 8888_a -ErrorAction Stop } | Should -Throw -PassThru

        $failure.FullyQualifiedErrorId | Should -BeLike 'LvbNetwork,*'
        $failure.Exception.Message | Should -Match 'HTTP_PROXY does not contain a valid proxy address'
        $failure.Exception.Message | Should -Not -Match 'canary'
    }
}
