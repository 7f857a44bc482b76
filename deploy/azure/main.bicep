// The bot on Azure: App Service (Linux, container), Azure Bot with the Teams channel, and a managed identity, so that there
// is no secret to keep. As small as it can be. How to use it: docs/tasks/put-it-in-teams.md

@description('Begins every name. Small letters, digits and hyphens.')
@minLength(3)
@maxLength(24)
param name string

@description('Where everything stands. Keep it in the UK for a charity in the UK.')
param location string = 'uksouth'

@description('The container image, such as registry.example.org/infant-mental-health-bot:0.1.0')
param image string

@description('The address parents see. Default: the one App Service gives.')
param publicUrl string = 'https://${name}.azurewebsites.net'

@description('Sites that may show the widget, comma separated.')
param allowedOrigins string = ''

@description('Two instances on one Redis. Without it there is one, and its store goes with it when Azure moves it.')
param withRedis bool = false

@description('"approved" refuses to start while a word is a draft.')
@allowed(['draft', 'approved'])
param contentPolicy string = 'draft'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-identity'
  location: location
}

resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: '${name}-plan'
  location: location
  kind: 'linux'
  sku: {
    name: 'B1'
    capacity: withRedis ? 2 : 1
  }
  properties: {
    reserved: true
  }
}

// Azure Managed Redis: its predecessor, Azure Cache for Redis, is no longer given to new customers and ends in 2028.
resource redis 'Microsoft.Cache/redisEnterprise@2025-07-01' = if (withRedis) {
  name: '${name}-redis'
  location: location
  sku: {
    name: 'Balanced_B0'
  }
  properties: {
    minimumTlsVersion: '1.2'
    publicNetworkAccess: 'Enabled'
  }
}

// One shard, because a commit may touch several keys. What was acknowledged survives its restart, and nothing is evicted.
resource store 'Microsoft.Cache/redisEnterprise/databases@2025-07-01' = if (withRedis) {
  parent: redis
  name: 'default'
  properties: {
    clientProtocol: 'Encrypted'
    port: 10000
    clusteringPolicy: 'NoCluster'
    evictionPolicy: 'NoEviction'
    accessKeysAuthentication: 'Enabled'
    persistence: {
      aofEnabled: true
      aofFrequency: '1s'
    }
  }
}

resource site 'Microsoft.Web/sites@2023-12-01' = {
  name: name
  location: location
  kind: 'app,linux,container'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    siteConfig: {
      linuxFxVersion: 'DOCKER|${image}'
      alwaysOn: true
      webSocketsEnabled: true
      http20Enabled: true
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
      healthCheckPath: '/livez'
      appSettings: [
        { name: 'WEBSITES_PORT', value: '3978' }
        { name: 'WEBSITES_ENABLE_APP_SERVICE_STORAGE', value: 'false' }
        { name: 'PORT', value: '3978' }
        { name: 'PUBLIC_URL', value: publicUrl }
        { name: 'ALLOWED_ORIGINS', value: allowedOrigins }
        { name: 'CONTENT_POLICY', value: contentPolicy }
        {
          name: 'STORAGE_URL'
          value: withRedis ? 'rediss://:${uriComponent(store!.listKeys().primaryKey)}@${redis!.properties.hostName}:10000' : 'sqlite:/data/conversations.sqlite'
        }
        { name: 'MicrosoftAppId', value: identity.properties.clientId }
        { name: 'MicrosoftAppType', value: 'UserAssignedMSI' }
        { name: 'MicrosoftAppTenantId', value: identity.properties.tenantId }
      ]
    }
  }
}

// App Service writes requests with their addresses into its log unless it is told not to. No parent's address is kept.
resource logs 'Microsoft.Web/sites/config@2023-12-01' = {
  parent: site
  name: 'logs'
  properties: {
    httpLogs: {
      fileSystem: { enabled: false }
      azureBlobStorage: { enabled: false }
    }
    detailedErrorMessages: { enabled: false }
    failedRequestsTracing: { enabled: false }
  }
}

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: '${name}-bot'
  location: 'global'
  kind: 'azurebot'
  sku: {
    name: 'F0'
  }
  properties: {
    displayName: 'Helper for parents'
    endpoint: '${publicUrl}/api/messages'
    msaAppType: 'UserAssignedMSI'
    msaAppId: identity.properties.clientId
    msaAppTenantId: identity.properties.tenantId
    msaAppMSIResourceId: identity.id
    disableLocalAuth: true
  }
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: {
    channelName: 'MsTeamsChannel'
    properties: {
      isEnabled: true
      acceptedTerms: true
    }
  }
}

@description('For TEAMS and the app package: MicrosoftAppId.')
output appId string = identity.properties.clientId
output url string = publicUrl
