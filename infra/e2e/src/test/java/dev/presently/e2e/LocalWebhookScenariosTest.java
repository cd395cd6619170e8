package dev.presently.e2e;

class LocalWebhookScenariosTest extends WebhookScenarios {
  @Override
  Deployment deployment() {
    return new LocalDeployment();
  }
}
