import type { ServiceCalls } from './call-list.ts';

function calls(source: string, names: string): ServiceCalls {
  return { sources: [source], names: names.split(/\s+/) };
}

/**
 * Event names that CloudTrail writes and no service model has: sign-ins, what services do by themselves, calls of the
 * console, and calls that CloudTrail names otherwise than the SDK. Sources: the pages "Logging … API calls with AWS
 * CloudTrail" of the services' user guides, and "AWS Management Console sign-in events", AWS CloudTrail User Guide.
 */
export const TRAIL_ONLY_CALLS: readonly ServiceCalls[] = [
  calls(
    'signin',
    `AuthorizeOAuth2Access CheckMfa ConsoleLogin CredentialChallenge CredentialVerification EmailUpdated ExitRole
    ExternalIdPDirectoryLogin GetSigninToken PasswordRecoveryCompleted PasswordRecoveryRequested PasswordUpdated
    RenewRole SwitchRole UserAuthentication`,
  ),
  calls(
    'sso',
    `AssociateDirectory AssociateProfile Authenticate CreateExternalIdPConfigurationForDirectory CreateProfile
    DeleteProfile DescribePermissionsPolicies DisableExternalIdPConfigurationForDirectory DisassociateDirectory
    DisassociateProfile EnableExternalIdPConfigurationForDirectory Federate ImportExternalIdPCertificate
    PutMfaDeviceManagementForDirectory PutPermissionsPolicy StartSSO UpdateDirectory
    UpdateExternalIdPConfigurationForDirectory UpdateProfile UpdateSSOConfiguration`,
  ),
  calls(
    'sso-directory',
    `AddMemberToGroup CompleteVirtualMfaDeviceRegistration CompleteWebAuthnDeviceRegistration CreateAlias
    CreateBearerToken CreateExternalIdPConfigurationForDirectory CreateGroup CreateProvisioningTenant CreateUser
    DeleteBearerToken DeleteExternalIdPConfigurationForDirectory DeleteGroup DeleteMfaDeviceForUser
    DeleteProvisioningTenant DeleteUser DescribeDirectory DescribeGroup DescribeGroups DescribeUser DescribeUsers
    DisableExternalIdPConfigurationForDirectory DisableUser EnableExternalIdPConfigurationForDirectory EnableUser
    ImportExternalIdPCertificate ListGroupsForUser ListMembersInGroup ListMfaDevicesForUser RemoveMemberFromGroup
    SearchGroups SearchUsers StartVirtualMfaDeviceRegistration StartWebAuthnDeviceRegistration UpdateGroup
    UpdateMfaDeviceForUser UpdatePassword UpdateUser UpdateUserName VerifyEmail`,
  ),
  calls(
    'identitystore',
    `AddMemberToGroup CompleteVirtualMfaDeviceRegistration CompleteWebAuthnDeviceRegistration DeleteMfaDeviceForUser
    DisableUser EnableUser UpdateMfaDeviceForUser UpdatePassword`,
  ),
  calls(
    'cloudshell',
    `CreateEnvironment CreateSession DeleteEnvironment DescribeEnvironments GetEnvironmentStatus GetFileDownloadUrls
    GetFileUploadUrls PutCredentials RedeemCode SendHeartBeat StartEnvironment StopEnvironment`,
  ),
  calls(
    's3',
    `DeleteAccountPublicAccessBlock DeleteBucketPublicAccessBlock GetAccelerateConfiguration
    GetAccountPublicAccessBlock GetBucketObjectLockConfiguration GetBucketPublicAccessBlock JobCreated JobStatusChanged
    PutAccelerateConfiguration PutAccountPublicAccessBlock PutBucketObjectLockConfiguration PutBucketPublicAccessBlock`,
  ),
  calls(
    's3-control',
    'DeleteAccountPublicAccessBlock GetAccountPublicAccessBlock PutAccountPublicAccessBlock',
  ),
  calls('s3-outposts', 'DeleteObject GetObject ListObjectsV2 PutObject'),
  calls('kms', 'DeleteExpiredKeyMaterial DeleteKey RotateKey SynchronizeMultiRegionKey'),
  calls(
    'secretsmanager',
    'EndSecretVersionDelete RotationFailed RotationStarted RotationSucceeded StartSecretVersionDelete TestRotationFailed',
  ),
  calls('organizations', 'CloseAccountResult CreateAccountResult'),
  calls('controltower', 'CreateManagedAccount UpdateManagedAccount'),
  calls('ec2', 'BidEvictedEvent SharedSnapshotCopyInitiated SharedSnapshotVolumeCreated'),
  calls('ecr', 'PolicyExecutionEvent'),
  calls('cloudtrail', 'CreateServiceLinkedChannel'),
  calls(
    'ssm',
    'ListInstanceAssociations RegisterManagedInstance UpdateInstanceAssociationStatus UpdateInstanceInformation',
  ),
  calls('ssm-guiconnect', 'CancelConnection GetConnection StartConnection'),
  calls(
    'cognito-idp',
    'Confirm_GET Confirm_POST Login_GET Login_POST SAML2Response_POST Signup_GET Signup_POST Token_POST',
  ),
  calls('rds', 'DescribeRecommendationGroups DescribeRecommendations'),
  calls('sqlworkbench', 'CreateConnection DeleteConnection GetConnection ListConnections UpdateConnection'),
  // "Logging Billing and Cost Management API calls with AWS CloudTrail", AWS Billing User Guide.
  calls(
    'billingconsole',
    `AcceptFxPaymentCurrencyTermsAndConditions CloseAccount CreateOrigamiReportPreference
    DeleteOrigamiReportPreferences DownloadCommercialInvoice DownloadECSVForBillingPeriod DownloadRegistrationDocument
    EnableBillingAlerts FindECSVForBillingPeriod GetAccountEDPStatus GetAddresses GetAllAccounts
    GetBillsForBillingPeriod GetBillsForLinkedAccount GetCommercialInvoicesForBillingPeriod
    GetConsolidatedBillingFamilySummary GetLinkedAccountNames GetSupportedCountryCodes GetTotal
    GetTotalAmountForForecast RedeemPromoCode SetAccountContractMetadata SetAccountPreferences SetAdditionalContacts
    SetContactAddress SetCreatedByOptIn SetCreditSharing SetFreetierBudgetsPreference SetFxPaymentCurrency
    SetIAMAccessPreference SetPANInformation SetPayInformation SetRISharing SetSecurityQuestions
    UpdateOrigamiReportPreference ValidateAddress`,
  ),
  calls(
    'payments',
    `Financing_AcceptFinancingApplicationTerms Financing_CreateFinancingApplication Financing_GetFinancingApplication
    Financing_ListFinancingApplications Financing_UpdateFinancingApplication Instruments_Authenticate
    Instruments_Create Instruments_Delete Instruments_Get Instruments_List Instruments_StartCreate Instruments_Update
    ListTagsForResource Policy_GetPaymentInstrumentEligibility Preferences_BatchGetPaymentProfiles
    Preferences_CreatePaymentProfile Preferences_DeletePaymentProfile Preferences_ListPaymentProfiles
    Preferences_UpdatePaymentProfile Programs_ListPaymentProgramOptions Programs_ListPaymentProgramStatus TagResource
    UntagResource`,
  ),
  calls(
    'purchase-orders',
    `AddPurchaseOrder DeletePurchaseOrder GetPurchaseOrder ListPurchaseOrderInvoices ListPurchaseOrders
    ListTagsForResource TagResource UntagResource UpdatePurchaseOrder UpdatePurchaseOrderStatus`,
  ),
  calls(
    'customer-verification',
    `CreateCustomerVerificationDetails GetCustomerVerificationDetails GetCustomerVerificationEligibility
    UpdateCustomerVerificationDetails`,
  ),
  calls(
    'taxconsole',
    `BatchGetTaxExemptions CreateCustomerCase DownloadTaxInvoice GetTaxExemptionTypes GetTaxInheritance
    GetTaxInvoicesMetadata GetTaxRegistration PreviewTaxRegistrationChange SetTaxInheritance`,
  ),
  calls('health', 'AWS_ABUSE AWS_RISK_CREDENTIALS_EXPOSED AWS_RISK_CREDENTIALS_EXPOSURE_SUSPECTED'),
];
