package dev.presently.e2e;

class LocalPresenceScenariosTest extends PresenceScenarios {
  @Override
  Deployment deployment() {
    return new LocalDeployment();
  }
}
