package dev.presently.e2e;

class LocalBadInputScenariosTest extends BadInputScenarios {
  @Override
  Deployment deployment() {
    return new LocalDeployment();
  }
}
