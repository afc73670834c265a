<#
.SYNOPSIS
    An Azure Functions HTTP trigger: verifies LVB's notifications, and hands each to a queue.

.DESCRIPTION
    LVB posts its notifications here; whatever works on them takes them from the queue, at its own pace and on as many machines as it needs.
    The answer is HTTP 200 with {"code":0} only after the queue has taken the message; until then LVB sends again. A notification with a
    wrong sign or an old one gets 403, one that is none 400.
    The message is the event as JSON, without its sign and without the push address's secret.

    There are two queues to choose from:
    - A queue of the app's storage account (the default). A notification that LVB repeats is a second message: what takes it from the queue
      has to cope, by the event's Id.
    - A Service Bus queue with duplicate detection, when LVB_SERVICEBUS_QUEUE is set. The message id is the event's Id, which is the same
      for every repeat, so the queue holds each event once. (The output binding of Service Bus cannot set a message id from PowerShell,
      so the message goes out by its REST interface.)

    To install:
      1. Make a function app with PowerShell 7.4 on its plan, with a storage account.
      2. Copy this folder's parent (host.json, profile.ps1, requirements.psd1, LvbNotification) into the app's root, and deploy:
         func azure functionapp publish <name of the app>
      3. In the app's settings set LVB_CALLBACK_KEY to the key of the notifications; best as a reference to a Key Vault:
         @Microsoft.KeyVault(SecretUri=https://<vault>.vault.azure.net/secrets/LvbCallbackKey/)
      4. For Service Bus (Standard or Premium): switch on the app's system-assigned identity, make the queue, and let the app send to it:
         az servicebus queue create --resource-group <group> --namespace-name <namespace> --name lvb-notifications
             --enable-duplicate-detection true --duplicate-detection-history-time-window PT1H
         az role assignment create --role 'Azure Service Bus Data Sender' --assignee <the identity's object id> --scope <id of the queue>
         Then set LVB_SERVICEBUS_QUEUE to https://<namespace>.servicebus.windows.net/lvb-notifications
         Duplicate detection can be switched on only when a queue is made. The window has to be longer than LVB repeats a notification.
      5. In LVB's console set the notification's address to https://<name of the app>.azurewebsites.net/api/LvbNotification
      6. Try it:  $uri = 'https://<name of the app>.azurewebsites.net/api/LvbNotification'
                  Send-LvbEvent -Uri $uri -EventType StreamStarted -StreamId 8888_test -SecretName LvbCallbackKey

.PARAMETER Request
    The request, from Azure Functions.
.PARAMETER TriggerMetadata
    What else it tells; not used.
#>
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSReviewUnusedParameter', 'TriggerMetadata',
    Justification = 'Azure Functions passes it')]
param($Request, $TriggerMetadata)

$ErrorActionPreference = 'Stop'

# A token of the app's identity for Service Bus, kept until shortly before it ends.
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
    Write-Warning "Answered $status`: $_"
}

$body = if ($status -eq 200) { '{"code":0}' } else { '{"code":1}' }
Push-OutputBinding -Name Response -Value ([HttpResponseContext]@{ StatusCode = $status; ContentType = 'application/json'; Body = $body })
