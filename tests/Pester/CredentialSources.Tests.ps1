# Connect-Lvb -CredentialSource: the places where the SDKs and the command-line tool of Tencent Cloud store keys, and rotated keys.
BeforeAll { . $PSScriptRoot/Api3Account.ps1 }

AfterAll { Restore-Machine }

Describe 'Connect-Lvb -CredentialSource' {
    BeforeEach {
        $vault = Reset-TestVault
        $userHome = Reset-Machine
    }

    AfterEach { Disconnect-Lvb }

    It 'finds keys in <Where>' -ForEach @(
        @{ Where = 'the environment'; Source = 'Environment'; Make = { Set-Variables $inEnvironment } }
        @{ Where = 'the environment of a cloud function'; Source = 'Environment'; Make = {
                Set-Variables @{ TENCENTCLOUD_SECRETID = 'AKIDmine'; TENCENTCLOUD_SECRETKEY = $keyText }
            }
        }
        @{ Where = 'the file of the SDKs'; Source = 'File'; Make = {
                $default = "[default]`r`nsecret_id = `"AKIDmine`"`r`nsecret_key = '$keyText' # mine`r`n"
                Set-UserFile .tencentcloud/credentials "; keys`r`n[other]`r`nsecret_id = x`r`n$default"
            }
        }
        @{ Where = 'the file of tccli'; Source = 'Tccli'; Make = { Set-UserFile .tccli/default.credential $inTccli } }
        @{ Where = 'the file of a tccli profile'; Source = 'Tccli'; TccliProfile = 'night'; Make = {
                Set-UserFile .tccli/night.credential $inTccli
            }
        }
        @{ Where = 'the profile of tccli that a variable names'; Source = 'Tccli'; Make = {
                Set-Variables @{ TCCLI_PROFILE = 'day' }
                Set-UserFile .tccli/day.credential $inTccli
            }
        }
        @{ Where = 'the first place that has a whole pair'; Source = 'Auto'; Make = {
                Set-Variables @{ TENCENTCLOUD_SECRET_ID = 'AKIDhalf' }
                Set-UserFile .tencentcloud/credentials $inFile
            }
        }
        @{ Where = 'the last place'; Source = 'Auto'; Make = { Set-UserFile .tccli/default.credential $inTccli } }
    ) {
        $null = & $Make
        $extra = if ($TccliProfile) { @{ TccliProfile = $TccliProfile } } else { @{} }
        $connection = Connect-Lvb -CredentialSource $Source @extra -Endpoint $root -PassThru
        "$($connection.Api) $($connection.CredentialSource) $($connection.SecretId)" | Should -Be "V3 $Source AKIDmine"
        Get-Connected | Should -Be 'Live'
    }

    It 'reports with -Verbose which keys it uses' {
        Set-Variables $inEnvironment
        "$(Connect-Lvb -CredentialSource Auto -Endpoint $root -Verbose 4>&1)" | Should -BeLike '*AKIDmine*$env:TENCENTCLOUD_SECRET_ID*'
    }

    It 'reports where it searched: <Case>' -ForEach @(
        @{ Case = 'no keys in the environment'; Source = 'Environment'; Id = 'LvbNotConnected'; Text = '*TENCENTCLOUD_SECRET_ID*not set*' }
        @{ Case = 'half a pair in the environment'; Source = 'Environment'; Id = 'LvbNotConnected'
            Text = '*found $env:TENCENTCLOUD_SECRET_ID, but not $env:TENCENTCLOUD_SECRET_KEY*'
            Make = { Set-Variables @{ TENCENTCLOUD_SECRET_ID = 'AKIDmine' } }
        }
        @{ Case = 'no file'; Source = 'File'; Id = 'LvbNotConnected'; Text = '*credentials (no such file)*' }
        @{ Case = 'a file without the section'; Source = 'File'; Id = 'LvbNotConnected'; Text = '*no section*default*'
            Make = { Set-UserFile .tencentcloud/credentials "[prod]`nsecret_id=a`nsecret_key=canary" }
        }
        @{ Case = 'a file with half a pair'; Source = 'Auto'; Id = 'LvbNotConnected'; Text = '*found secret_key, but not secret_id*'
            Make = { Set-UserFile .tencentcloud/credentials "[default]`nsecret_key=canary" }
        }
        @{ Case = 'a damaged file'; Source = 'Auto'; Id = 'LvbProfileInvalid'; Text = '*line 2*'
            Make = { Set-UserFile .tencentcloud/credentials "[default]`nsecret_key canary" }
        }
        @{ Case = 'a damaged tccli file'; Source = 'Tccli'; Id = 'LvbProfileInvalid'; Text = '*default.credential*JSON*'
            Make = { Set-UserFile .tccli/default.credential '{"secretId":"canary' }
        }
        @{ Case = 'an expired login of tccli'; Source = 'Tccli'; Id = 'LvbSignatureInvalid'; Text = '*expired at*tccli*'
            Make = {
                $login = '{"type":"oauth","secretId":"a","secretKey":"canary","token":"t","expiresAt":1700000000}'
                Set-UserFile .tccli/default.credential $login
            }
        }
        @{ Case = 'no CVM instance'; Source = 'CvmRole'; Id = 'LvbNetwork'; Text = '*metadata service*' }
        @{ Case = 'no pod'; Source = 'TkeRole'; Id = 'LvbNotConnected'; Text = '*TKE*' }
        @{ Case = 'half a pod configuration'; Source = 'TkeRole'; Id = 'LvbNotConnected'; Text = '*TKE_REGION*'
            Make = { Set-Variables @{ TKE_ROLE_ARN = $role } }
        }
        @{ Case = 'no keys anywhere'; Source = 'Auto'; Id = 'LvbNotConnected'
            Text = '*TENCENTCLOUD_SECRET_ID*credentials (no such file)*CVM*TKE*default.credential (no such file)*'
        }
    ) {
        if ($Make) { $null = & $Make }
        $failure = Get-FirstError { Connect-Lvb -CredentialSource $Source -Endpoint $root }
        $failure.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        "$failure" | Should -BeLike $Text
        "$failure $($failure.ErrorDetails.RecommendedAction) $($failure.Exception)" | Should -Not -Match 'canary'
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        Get-LvbConnection | Should -BeNullOrEmpty
    }
}

Describe 'A key that was rotated' {
    BeforeEach {
        $vault = Reset-TestVault
        $userHome = Reset-Machine
    }

    AfterEach { Disconnect-Lvb }

    It 'is read again from a vault after a refusal, with its SecretId' {
        $vault.Secrets.Lvb = @{ SecretId = 'AKIDyesterday'; SecretKey = 'key-of-yesterday' }
        Connect-Lvb -SecretName Lvb -Endpoint $root
        $vault.Secrets.Lvb = $inVault
        Get-Connected | Should -Be 'Live'
        $vault.Calls | Should -HaveCount 2
        (Get-LvbConnection).SecretId | Should -Be 'AKIDmine'
    }

    It 'is read again from <Source> after a refusal' -ForEach @(
        @{ Source = 'Environment'; Set = { param($Key) Set-Variables $inEnvironment; $env:TENCENTCLOUD_SECRET_KEY = $Key } }
        @{ Source = 'File'; Set = { param($Key) Set-UserFile .tencentcloud/credentials $inFile.Replace($keyText, $Key) } }
        @{ Source = 'Tccli'; Set = { param($Key) Set-UserFile .tccli/default.credential $inTccli.Replace($keyText, $Key) } }
    ) {
        $null = & $Set old
        Connect-Lvb -CredentialSource $Source -Endpoint $root
        $null = & $Set $keyText
        $said = Get-LvbChannelStatus 8888_a -Verbose 4>&1
        @($said | Where-Object { $_ -is [TencentLvb.ChannelStatus] }).Status | Should -Be 'Live'
        "$said" | Should -BeLike '*The keys in*have changed*'
    }

    It 'does not cause a second call if it is still the same key' {
        $null = Set-UserFile .tencentcloud/credentials $inFile.Replace($keyText, 'wrong-for-good')
        Connect-Lvb -CredentialSource File -Endpoint $root
        $before = @(Get-LvbEmulatorRequest -Emulator $theirs).Count
        $place = @{ PushDomain = 'push.example.com'; AppName = 'live' }
        $null = '8888_a', '8888_b', '8888_c' | Get-LvbChannelStatus @place -ErrorAction SilentlyContinue -ErrorVariable failures
        @($failures | Where-Object FullyQualifiedErrorId -Like 'LvbSignatureInvalid,*') | Should -HaveCount 3
        @(Get-LvbEmulatorRequest -Emulator $theirs).Count - $before | Should -Be 3
    }
}
