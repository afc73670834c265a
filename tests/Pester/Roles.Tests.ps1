# Roles: assumed with keys, of a CVM instance, of a pod. STS is the emulator's; the metadata service is a stand-in.
BeforeAll {
    . $PSScriptRoot/Api3Account.ps1
    . $PSScriptRoot/MetadataService.ps1
}

AfterAll { Restore-Machine }

Describe 'A role' {
    BeforeEach {
        $vault = Reset-TestVault
        $userHome = Reset-Machine
    }

    AfterEach {
        Disconnect-Lvb
        Set-LvbEmulatorFault -Emulator $theirs -Clear
    }

    It 'is assumed with the keys of the sources: <How>' -ForEach @(
        @{ How = 'keys as arguments'; Do = { Connect-Lvb -SecretId AKIDmine -SecretKey $secretKey -RoleArn $role -Endpoint $root } }
        @{ How = 'a secret'; Do = { Connect-Lvb -SecretName Lvb -RoleArn $role -Endpoint $root } }
        @{ How = 'the environment'; Do = {
                Set-Variables $inEnvironment
                Connect-Lvb -CredentialSource Environment -RoleArn $role -Endpoint $root
            }
        }
        @{ How = 'the role that the environment names'; Do = {
                Set-Variables ($inEnvironment + @{ TENCENTCLOUD_ROLE_ARN = $role })
                Connect-Lvb -CredentialSource Environment -Endpoint $root
            }
        }
        @{ How = 'the role that the file names'; Do = {
                $null = Set-UserFile .tencentcloud/credentials "$($inFile)role_arn = $role"
                Connect-Lvb -CredentialSource File -Endpoint $root
            }
        }
    ) {
        $vault.Secrets.Lvb = $inVault
        $before = @(Get-LvbEmulatorRequest -Emulator $theirs -Interface AssumeRole).Count
        & $Do
        (Get-LvbConnection).RoleArn | Should -Be $role
        1..3 | ForEach-Object { Get-Connected } | Should -Be @('Live', 'Live', 'Live')
        @(Get-LvbEmulatorRequest -Emulator $theirs -Interface AssumeRole).Count - $before | Should -Be 1
    }

    It 'of a pod is exchanged for its token' {
        $token = Set-UserFile token 'eyJpod.spec.token'
        Set-Variables @{ TKE_REGION = 'ap-guangzhou'; TKE_PROVIDER_ID = 'cls-1' }
        Set-Variables @{ TKE_WEB_IDENTITY_TOKEN_FILE = $token; TKE_ROLE_ARN = $role }
        Connect-Lvb -CredentialSource TkeRole -Endpoint $root
        Get-Connected | Should -Be 'Live'
    }

    It 'cannot be obtained: <Why>' -ForEach @(
        @{ Why = 'STS refuses'; Do = {
                Set-LvbEmulatorFault -Emulator $theirs -Interface AssumeRole -Kind ErrorCode -Code AuthFailure.UnauthorizedOperation
            }
        }
        @{ Why = 'STS does not respond'; Do = { Set-Variables @{ LVB_STS_ENDPOINT = "http://127.0.0.1:$(Get-FreePort)/" } } }
        @{ Why = 'the keys are wrong'; Key = 'wrong' }
    ) {
        if ($Do) { & $Do }
        $with = @{ SecretId = 'AKIDmine'; SecretKey = if ($Key) { ConvertTo-TestKey $Key } else { $secretKey } }
        $failure = Get-FirstError { Connect-Lvb @with -RoleArn $role -Endpoint $root -MaximumRetryCount 0 }
        $failure.FullyQualifiedErrorId | Should -BeLike 'LvbNetwork,*'
        "$failure" | Should -BeLike "*$role*"
        Get-LvbConnection | Should -BeNullOrEmpty
    }
}

Describe 'The role of a CVM instance' {
    BeforeEach {
        $vault = Reset-TestVault
        $userHome = Reset-Machine
        $metadata = Start-MetadataService
        Set-Variables @{ LVB_METADATA_ENDPOINT = "$($metadata.Uri)" }

        function Set-Role($Keys, [int]$Seconds) {
            $metadata.Keys = @{
                Code = 'Success'
                TmpSecretId = $Keys.TmpSecretId
                TmpSecretKey = $Keys.TmpSecretKey
                Token = $Keys.Token
                ExpiredTime = [DateTimeOffset]::UtcNow.ToUnixTimeSeconds() + $Seconds
            }
        }
    }

    AfterEach {
        Disconnect-Lvb
        Stop-MetadataService $metadata
    }

    It 'is used, and read once while it is valid: <_>' -ForEach 'CvmRole', 'Auto' {
        Set-Role (Get-TemporaryKeys) 3600
        Connect-Lvb -CredentialSource $_ -Endpoint $root
        1..3 | ForEach-Object { Get-Connected } | Should -Be @('Live', 'Live', 'Live')
        $metadata.Asked | Should -HaveCount 2
    }

    It 'is renewed when it expires' {
        Set-Role (Get-TemporaryKeys) 2
        $connection = Connect-Lvb -CredentialSource CvmRole -Endpoint $root -PassThru
        $first = $connection.SecretId
        Set-Role (Get-TemporaryKeys) 3600
        Start-Sleep -Seconds 2
        (Get-LvbChannelStatus 8888_a -Connection $connection).Status | Should -Be 'Live'
        $connection.SecretId | Should -Not -Be $first
        $metadata.Asked | Should -HaveCount 4
    }

    It 'is fetched again after a refusal' {
        Set-Role @{ TmpSecretId = 'AKIDgone'; TmpSecretKey = 'gone'; Token = 'gone' } 3600
        $connection = Connect-Lvb -CredentialSource CvmRole -Endpoint $root -PassThru
        Set-Role (Get-TemporaryKeys) 3600
        (Get-LvbChannelStatus 8888_a -Connection $connection).Status | Should -Be 'Live'
    }

    It 'fails when the instance has none' {
        $metadata.Role = $null
        (Get-FirstError { Connect-Lvb -CredentialSource CvmRole -Endpoint $root }).FullyQualifiedErrorId | Should -BeLike 'LvbNetwork,*'
    }
}
