package dev.presently.e2e;

class LocalClientScenariosTest extends ClientScenarios {
  @Override
  Deployment deployment() {
    return new LocalDeployment();
  }
}
