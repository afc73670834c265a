<#
.SYNOPSIS
    An Azure Functions HTTP trigger that verifies notifications from LVB, and writes each one to a queue.

.DESCRIPTION
    LVB posts its notifications to this function. Consumers read them from the queue, at their own pace and on any number of machines. The
    response is HTTP 200 with {"code":0} only after the queue has accepted the message; until then, LVB repeats the notification. A
    notification that has expired or has an incorrect signature gets 403. Input that is not a notification gets 400.
    The message is the event as JSON, without its signature and without the secret of the push address.

    You can use one of two queues:
    - A queue of the app's storage account (the default). A notification that LVB repeats becomes a second message: the consumer must detect
      it by the Id of the event.
    - A Service Bus queue with duplicate detection, if LVB_SERVICEBUS_QUEUE is set. The message ID is the Id of the event, which is the same
      for every repeat, so the queue contains each event once. (The Service Bus output binding cannot set a message ID from PowerShell, so
      the message is sent through the REST interface.)

    To install:
      1. Create a function app with PowerShell 7.4 and a storage account.
      2. Copy the parent folder (host.json, profile.ps1, requirements.psd1, LvbNotification) to the root of the app. Copy out/TencentLvb
         (dotnet run --project tools/Build -- pack) to Modules/TencentLvb in the app. Deploy the app:
         func azure functionapp publish <name of the app>
      3. In the app settings, set LVB_CALLBACK_KEY to the callback key, preferably as a Key Vault reference:
         @Microsoft.KeyVault(SecretUri=https://<vault>.vault.azure.net/secrets/LvbCallbackKey/)
      4. For Service Bus (Standard or Premium): enable the system-assigned identity, create the queue, and allow the app to send to it:
         az servicebus queue create --resource-group <group> --namespace-name <namespace> --name lvb-notifications
             --enable-duplicate-detection true --duplicate-detection-history-time-window PT1H
         az role assignment create --role 'Azure Service Bus Data Sender' --assignee <the identity's object id> --scope <id of the queue>
         Then set LVB_SERVICEBUS_QUEUE to https://<namespace>.servicebus.windows.net/lvb-notifications
         Duplicate detection must be enabled when the queue is created. The window must be longer than the time during which LVB repeats a
         notification.
      5. In the LVB console, set the address for notifications to https://<name of the app>.azurewebsites.net/api/LvbNotification
      6. Test it:  $uri = 'https://<name of the app>.azurewebsites.net/api/LvbNotification'
                   Send-LvbEvent -Uri $uri -EventType StreamStarted -StreamId 8888_test -SecretName LvbCallbackKey

.PARAMETER Request
    The request from Azure Functions.
.PARAMETER TriggerMetadata
    Additional information; not used.
#>
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSReviewUnusedParameter', 'TriggerMetadata',
    Justification = 'Azure Functions passes it')]
param($Request, $TriggerMetadata)

$ErrorActionPreference = 'Stop'

# A Service Bus token for the app's identity, kept until shortly before it expires.
function Get-ServiceBusToken {
    $kept = $global:LvbServiceBusToken
    if (-not $kept -or [DateTimeOffset]::UtcNow.ToUnixTimeSeconds() -gt [long]$kept.expires_on - 300) {
        $kept = Invoke-RestMethod -Uri ($env:IDENTITY_ENDPOINT + '?resource=https://servicebus.azure.net&api-version=2019-08-01') `
            -Headers @{ 'X-IDENTITY-HEADER' = $env:IDENTITY_HEADER }
        $global:LvbServiceBusToken = $kept
    }

    $kept.access_token
}

function Send-ToServiceBus([string]$Id, $Message) {
    $null = Invoke-RestMethod -Uri "$($env:LVB_SERVICEBUS_QUEUE.TrimEnd('/'))/messages" -Method Post -TimeoutSec 10 -Headers @{
        Authorization    = "Bearer $(Get-ServiceBusToken)"
        BrokerProperties = ConvertTo-Json -Compress @{ MessageId = $Id }
    } -ContentType 'application/json; charset=utf-8' -Body (ConvertTo-Json -Compress -Depth 5 $Message)
}

$status = 200
try {
    if (-not $env:LVB_CALLBACK_KEY) {
        throw 'The setting LVB_CALLBACK_KEY is missing.'
    }

    $key = [System.Net.NetworkCredential]::new('', $env:LVB_CALLBACK_KEY).SecurePassword
    $notification = ConvertFrom-LvbEvent -InputObject $Request -Key $key
    $message = [ordered]@{}
    foreach ($property in $notification.PSObject.Properties) {
        if ($property.Name -notin 'Raw', 'StreamParameter' -and $null -ne $property.Value) {
            $message[$property.Name] = if ($property.Value -is [enum]) { "$($property.Value)" } else { $property.Value }
        }
    }

    if ($env:LVB_SERVICEBUS_QUEUE) {
        Send-ToServiceBus $notification.Id $message
    }
    else {
        Push-OutputBinding -Name Queue -Value $message
    }
}
catch {
    $status = switch -Wildcard ($_.FullyQualifiedErrorId) {
        'LvbEventInvalidSignature*' { 403 }
        'LvbEventExpired*' { 403 }
        'LvbEventMalformed*' { 400 }
        default { 500 }
    }
    Write-Warning "Returned $status`: $_"
}

$body = if ($status -eq 200) { '{"code":0}' } else { '{"code":1}' }
Push-OutputBinding -Name Response -Value ([HttpResponseContext]@{ StatusCode = $status; ContentType = 'application/json'; Body = $body })
